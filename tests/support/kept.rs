//! Files of the repository that the program writes: compared with what it writes now, or with `MESHCTL_UPDATE=1` written anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::shell::ROOT;

/// Whether the files are to be written anew.
pub fn is_update() -> bool {
    std::env::var_os("MESHCTL_UPDATE").is_some_and(|value| value == "1")
}

/// Checks that the file at `path` in the repository is `text`.
pub fn check(path: &str, text: &str) {
    let file = Path::new(ROOT).join(path);
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if kept == text {
        return;
    }
    if is_update() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        return;
    }
    let (mut old, mut new, mut line) = (kept.lines(), text.lines(), 0);
    let (old, new) = loop {
        line += 1;
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (old, new) => break (old.unwrap_or("(the end)"), new.unwrap_or("(the end)")),
        }
    };
    panic!(
        "{path}, line {line}:\n  kept: {old}\n  now:  {new}\n\
         If that is as it should be, run the test with MESHCTL_UPDATE=1 and read the difference before you commit it."
    );
}

/// Checks that the folder at `path` in the repository holds these files and no others.
pub fn check_names<'n>(path: &str, names: impl IntoIterator<Item = &'n str>) {
    let wanted: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
    let folder = Path::new(ROOT).join(path);
    let files = fs::read_dir(&folder).unwrap();
    let found: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    if is_update() {
        // Another test of the same program may be about to write the rest.
        found.difference(&wanted).for_each(|name| fs::remove_file(folder.join(name)).unwrap());
        return;
    }
    assert_eq!(found, wanted, "the files in {path}");
}
