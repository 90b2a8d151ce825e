//! What the program prints and how it exits. `TRYCMD=overwrite cargo test --test cli` writes the expected output anew.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cli/*.toml");
}
