//! Going through a section's resources, on all cores where that gains, without keeping what was read of them.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Table;
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::istio::ClusterName;
use crate::envoy::json::reader::{Reader, Result};

/// A section of fewer bytes than this is read on one thread: more would cost more than they gain.
const WORTH_THREADS: usize = 4 << 20;

/// A thread takes resources of about this many bytes at a time.
const RUN: usize = 1 << 20;

/// What was gathered of a run of resources, and what could not be read.
type Gathered<R> = (R, Vec<Problem>);

/// Reads each resource with `read` and lets `each` add to what is gathered. What is gathered comes in runs, which are in the order of the
/// resources whatever the number of threads. A resource that can't be read is a problem, and is given to `each` with default fields.
pub fn gather<'d, 'a, T: Default, R: Default + Send>(
    resources: &[&'d Resource<'a>],
    read: impl Fn(&mut Reader<'a>) -> Result<T> + Sync,
    each: impl Fn(&'d Resource<'a>, T, &mut R) + Sync,
) -> (Vec<R>, Vec<Problem>) {
    let runs = runs(resources);
    let one_run = |run: &[&'d Resource<'a>]| {
        let mut gathered: Gathered<R> = Default::default();
        for resource in run {
            let fields = match resource.body {
                Some(body) => read(&mut Reader::new(body, 0)).unwrap_or_else(|error| {
                    gathered.1.push(Problem { path: resource.path.to_string(), what: error.in_resource(body) });
                    T::default()
                }),
                None => T::default(),
            };
            each(resource, fields, &mut gathered.0);
        }
        gathered
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(runs.len());
    let mut done: Vec<(usize, Gathered<R>)> = Vec::with_capacity(runs.len());
    if threads <= 1 {
        done.extend(runs.iter().map(|run| one_run(run)).enumerate());
    } else {
        // The largest go first: one that is taken last would keep the other threads waiting.
        let mut turns: Vec<usize> = (0..runs.len()).collect();
        turns.sort_by_key(|index| std::cmp::Reverse(size(runs[*index])));
        let (next, shared) = (AtomicUsize::new(0), Mutex::new(&mut done));
        let work = || {
            while let Some(&index) = turns.get(next.fetch_add(1, Ordering::Relaxed)) {
                let gathered = one_run(runs[index]);
                shared.lock().expect("no thread panics while it adds what it gathered").push((index, gathered));
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
        done.sort_by_key(|(index, _)| *index);
    }
    let mut all = (Vec::with_capacity(done.len()), Vec::new());
    for (_, (gathered, problems)) in done {
        all.0.push(gathered);
        all.1.extend(problems);
    }
    all
}

/// What `each` gives of every item, in their order, on all cores where they are many.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = if items.len() < FEW { 1 } else { std::thread::available_parallelism().map_or(1, std::num::NonZero::get) };
    let one_run = |run: &[T]| run.iter().map(&each).collect::<Vec<R>>();
    let runs: Vec<&[T]> = items.chunks(items.len().div_ceil(threads).max(1)).collect();
    let Some((first, others)) = runs.split_first() else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|run| scope.spawn(|| one_run(run))).collect();
        let mut all = one_run(first);
        for other in others {
            all.extend(other.join().expect("no thread panics"));
        }
        all
    })
}

/// Fewer items than this are looked at on one thread: more would cost more than they gain.
const FEW: usize = 1000;

/// The bytes of all bodies.
fn size(resources: &[&Resource<'_>]) -> usize {
    resources.iter().map(|resource| resource.body.map_or(0, <[u8]>::len)).sum()
}

/// The resources in runs of about the same number of bytes; in one, where they are few.
fn runs<'r, 'd, 'a>(resources: &'r [&'d Resource<'a>]) -> Vec<&'r [&'d Resource<'a>]> {
    if size(resources) < WORTH_THREADS {
        return vec![resources];
    }
    let mut runs = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (index, resource) in resources.iter().enumerate() {
        taken += size(&[*resource]);
        if taken >= RUN {
            runs.push(&resources[start..=index]);
            (start, taken) = (index + 1, 0);
        }
    }
    runs.push(&resources[start..]);
    runs
}

/// A table of `resources`: `each` adds the rows of one.
pub fn table<'d, 'a, T: Default>(
    empty: Table<'a>,
    resources: &[&'d Resource<'a>],
    read: impl Fn(&mut Reader<'a>) -> Result<T> + Sync,
    each: impl Fn(&'d Resource<'a>, T, &mut Table<'a>) + Sync,
) -> (Table<'a>, Vec<Problem>) {
    let (runs, problems) = gather(resources, read, |resource, fields, run: &mut Option<Table<'a>>| {
        each(resource, fields, run.get_or_insert_with(|| empty.like()));
    });
    let mut table = empty.like();
    for run in runs.into_iter().flatten() {
        table.append(run);
    }
    (table, problems)
}

/// Each resource with the text of its message's field called `field`, which is its name; empty where it can't be read.
pub fn named<'d, 'a>(resources: impl Iterator<Item = &'d Resource<'a>>, field: &str) -> Vec<(Cow<'a, str>, &'d Resource<'a>)>
where
    'a: 'd,
{
    let name = |body: &'a [u8]| Reader::new(body, 0).find(field).ok()??.text().ok();
    resources.map(|resource| (resource.body.and_then(name).unwrap_or_else(|| resource.name.clone()), resource)).collect()
}

/// The resources sorted by `key` of their name, then those in use first, then as they stood.
pub fn sorted<'n, 'd, 'a, K: Ord>(named: &'n [(Cow<'a, str>, &'d Resource<'a>)], key: impl Fn(&'n str) -> K) -> Vec<&'d Resource<'a>> {
    let mut keyed: Vec<_> = named.iter().map(|(name, resource)| (key(name), super::state_order(resource.state), *resource)).collect();
    keyed.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    keyed.into_iter().map(|(_, _, resource)| resource).collect()
}

/// The resources in istioctl's order of clusters: host name, subset, port, direction.
pub fn sorted_by_cluster<'d, 'a>(named: &[(Cow<'a, str>, &'d Resource<'a>)]) -> Vec<&'d Resource<'a>> {
    sorted(named, ClusterName::sort_key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;
    use crate::envoy::dump::{Dump, Section};

    #[test]
    fn what_many_threads_gather_stands_in_the_order_of_the_resources() {
        let filler = "x".repeat(3_000);
        let list: Vec<String> =
            (0..2_000).map(|number| format!(r#"{{"name":"{number}","connect_timeout":"1s","alt_stat_name":"{filler}"}}"#)).collect();
        let text = format!("[{}]", list.join(","));
        let mut dump = Dump::new(&[Section::Clusters]);
        document::read(text.as_bytes(), &mut dump).unwrap();
        let resources: Vec<_> = dump.of(Section::Clusters).collect();
        assert!(runs(&resources).len() > 4, "there is work for several threads");
        let read = |reader: &mut Reader<'_>| reader.find("name")?.map_or(Ok(0), |mut name| name.number());
        let (runs, problems) = gather(&resources, read, |_, number, run: &mut Vec<u64>| run.push(number));
        assert!(problems.is_empty());
        assert!(runs.into_iter().flatten().eq(0..2_000));
    }
}
