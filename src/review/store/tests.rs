use super::*;
use crosscheck::settle::Verdict;
use std::time::Duration;

fn entry(id: u128, verdict: Verdict) -> Entry {
    Entry {
        id: ClaimId(id),
        kind: "date".into(),
        keys: vec![ClaimId(id + 1000)],
        verdict: Some(verdict),
        note: "=a; \"note\",\nof two lines".into(),
        reviewer: "Ada".into(),
        message: "it differs".into(),
    }
}

/// The verdicts of the file, by id.
fn on_disk(path: &Path) -> Vec<(u128, Option<Verdict>)> {
    let verdicts = Verdicts::read(path, &fs::read(path).unwrap()).unwrap();
    assert!(!verdicts.torn);
    verdicts.entries.iter().map(|entry| (entry.id.0, entry.verdict)).collect()
}

fn scratch() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verdicts.csv");
    (folder, path)
}

#[test]
fn each_verdict_is_in_the_file_at_once_and_the_file_is_tidy_at_the_end() {
    let (_folder, path) = scratch();
    let mut store = Store::open(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,kind,keys,verdict,note,reviewer,message\n");
    for (id, verdict) in [(1, Verdict::Confirm), (2, Verdict::Dismiss), (1, Verdict::Update), (1, Verdict::Update)] {
        store.put(&entry(id, verdict)).unwrap();
        assert!(on_disk(&path).contains(&(id, Some(verdict))));
    }
    assert_eq!(csv::Reader::from_path(&path).unwrap().records().count(), 3, "what is known is not written twice");
    assert_eq!(store.entries().unwrap(), [entry(1, Verdict::Update), entry(2, Verdict::Dismiss)]);
    assert_eq!(store.close().unwrap(), 2);
    assert_eq!(csv::Reader::from_path(&path).unwrap().records().count(), 2);
}

#[test]
fn changing_ones_mind_does_not_let_the_file_grow_forever() {
    let (_folder, path) = scratch();
    let mut store = Store::open(&path).unwrap();
    for turn in 0..300 {
        store.put(&entry(1, Verdict::ALL[turn % 4])).unwrap();
    }
    let rows = csv::Reader::from_path(&path).unwrap().records().count();
    assert!(rows <= SLACK + 3, "{rows} rows for one finding");
}

#[test]
fn what_others_change_meanwhile_is_kept() {
    let (_folder, path) = scratch();
    let mut store = Store::open(&path).unwrap();
    store.put(&entry(1, Verdict::Confirm)).unwrap();
    store.put(&entry(2, Verdict::Confirm)).unwrap();
    // As a spreadsheet saves it: another separator, another order, a column more, a verdict changed, no last line end.
    std::thread::sleep(Duration::from_millis(20));
    let (one, two) = (ClaimId(1), ClaimId(2));
    let saved = format!(
        "verdict;id;kind;keys;note;reviewer;message;colour\r\ndismiss;{one};date;;;Bo;;red\r\nconfirm;{two};date;;;Ada;;blue"
    );
    fs::write(&path, saved).unwrap();
    store.put(&entry(2, Verdict::Unsure)).unwrap();
    store.put(&entry(3, Verdict::Update)).unwrap();
    let wanted = [(1, Some(Verdict::Dismiss)), (2, Some(Verdict::Unsure)), (3, Some(Verdict::Update))];
    assert_eq!(on_disk(&path), wanted);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("verdict;id;") && text.contains(";red\r\n") && text.contains(";blue\r\n"), "{text}");
    // Replaced by a file of the same name.
    let other = path.with_file_name("other.csv");
    fs::write(&other, text.replace("dismiss", "unsure")).unwrap();
    fs::rename(&other, &path).unwrap();
    store.put(&entry(4, Verdict::Confirm)).unwrap();
    assert_eq!(on_disk(&path)[0], (1, Some(Verdict::Unsure)));
    assert_eq!(on_disk(&path).len(), 4);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone_until_it_can() {
    let (_folder, path) = scratch();
    let mut store = Store::open(&path).unwrap();
    store.put(&entry(1, Verdict::Confirm)).unwrap();
    let good = fs::read(&path).unwrap();
    fs::write(&path, "id,colour\n1,red\n").unwrap();
    let error = store.put(&entry(2, Verdict::Confirm)).unwrap_err().to_string();
    assert!(error.contains("not a table of verdicts"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,colour\n1,red\n");
    fs::write(&path, good).unwrap();
    store.put(&entry(2, Verdict::Confirm)).unwrap();
    assert_eq!(on_disk(&path).len(), 2);
    fs::remove_file(&path).unwrap();
    store.put(&entry(3, Verdict::Confirm)).unwrap();
    assert_eq!(on_disk(&path).len(), 3, "a file that was taken away is written again");
}

#[test]
fn a_row_that_was_cut_off_is_taken_out() {
    let (_folder, path) = scratch();
    let mut store = Store::open(&path).unwrap();
    store.put(&entry(1, Verdict::Confirm)).unwrap();
    let whole = fs::read(&path).unwrap();
    drop(store);
    let row = whole.len() - b"id,kind,keys,verdict,note,reviewer,message\n".len();
    for cut in 1..row {
        fs::write(&path, [&whole[..], &whole[whole.len() - row..whole.len() - cut]].concat()).unwrap();
        let mut store = Store::open(&path).unwrap();
        store.put(&entry(2, Verdict::Dismiss)).unwrap();
        assert_eq!(on_disk(&path), [(1, Some(Verdict::Confirm)), (2, Some(Verdict::Dismiss))], "{cut} bytes less");
    }
}

#[test]
fn other_tables_are_refused() {
    let (_folder, path) = scratch();
    fs::write(&path, "finding,kind,verdict\n").unwrap();
    assert!(Store::open(&path).unwrap_err().to_string().contains("this is a table of findings"));
    fs::write(&path, "title\nx\n").unwrap();
    assert!(Store::open(&path).unwrap_err().to_string().contains("no column `id`"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "title\nx\n");
}
