//! Floors: figures once reached, which must not get worse.

use super::figures::Figures;
use crate::{Result, process};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// Figures of which less is better; their "floor" is a ceiling.
const LESS_IS_BETTER: [&str; 9] =
    ["traps_hit", "agreeing_hit", "repeated", "unplaced", "fp", "fn", "entailed_flagged", "spoken", "merged"];

/// Compares with the floors in a file and names every figure that got worse.
pub(super) fn check(figures: &Figures, path: &Path) -> Result<ExitCode> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let floors: Floors = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let broken = broken(figures, &floors);
    for line in &broken {
        process::say(&format!("floors: {line}\n"))?;
    }
    let total: usize = floors.values().map(BTreeMap::len).sum();
    process::say(&format!("floors: {} of {total} hold\n", total - broken.len()))?;
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Rows of figures, each with the value once reached.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn broken(figures: &Figures, floors: &Floors) -> Vec<String> {
    let mut out = Vec::new();
    for (row, reached) in floors {
        for (name, &floor) in reached {
            let now = figures.get(row).and_then(|figures| figures.get(name.as_str()));
            match now.copied() {
                None => out.push(format!("{row} {name}: no such figure; correct or drop the floor")),
                Some(None) => out.push(format!("{row} {name}: reached {floor}, now nothing was reported")),
                Some(Some(now)) => {
                    let less = LESS_IS_BETTER.contains(&name.as_str());
                    // Floors are written with three decimals.
                    let worse = if less { now > floor + 0.0005 } else { now < floor - 0.0005 };
                    if worse {
                        out.push(format!("{row} {name}: reached {floor}, now {now:.3}"));
                    }
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worse_figures_and_stale_floors_are_named() {
        let row = BTreeMap::from([("recall", Some(0.5)), ("traps_hit", Some(2.0)), ("precision", None)]);
        let figures = Figures::from([("seeds".to_owned(), row)]);
        let holds = |floors: &str| broken(&figures, &toml::from_str(floors).expect("valid TOML"));
        assert_eq!(holds("[seeds]\nrecall = 0.5\ntraps_hit = 2.0"), Vec::<String>::new());
        assert_eq!(holds("[seeds]\nrecall = 0.6"), ["seeds recall: reached 0.6, now 0.500"]);
        assert_eq!(holds("[seeds]\ntraps_hit = 1"), ["seeds traps_hit: reached 1, now 2.000"]);
        assert_eq!(holds("[seeds]\nprecision = 0.9"), ["seeds precision: reached 0.9, now nothing was reported"]);
        assert_eq!(holds("[sees]\nrecall = 0.1"), ["sees recall: no such figure; correct or drop the floor"]);
    }
}
