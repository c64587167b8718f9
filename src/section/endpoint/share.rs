//! Which part of a cluster's requests an endpoint gets: Envoy's choice of priority, locality and endpoint, as percentages.
//!
//! The arithmetic is that of Envoy's `LoadBalancerBase` (source/extensions/load_balancing_policies/common/load_balancer_impl.cc), described
//! under "Priority levels", "Panic threshold" and "Locality weighted load balancing" in its documentation. Zone aware routing, subsets,
//! slow start and the hashes of single requests, which move requests between endpoints from one moment to the next, are left out.

use std::collections::BTreeMap;

/// How a cluster balances load, as far as shares depend on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Whether localities' weights count (`locality_weighted_lb_config`).
    pub is_locality_weighted: bool,
    /// Whether endpoints' weights count; a policy of pure chance ignores them.
    pub is_weighted: bool,
    /// Whether the policy hashes requests (ring hash, Maglev): then degraded endpoints get nothing, because they are not in its table.
    pub is_hashing: bool,
    /// The percentage of available endpoints below which a priority is in panic (`healthy_panic_threshold`).
    pub panic_threshold: f64,
    /// How much fewer healthy endpoints a priority may have before it gives load away, in percent (`overprovisioning_factor`).
    pub overprovisioning: u64,
}

impl Default for Balance {
    /// Envoy's defaults.
    fn default() -> Self {
        Balance { is_locality_weighted: false, is_weighted: true, is_hashing: false, panic_threshold: 50.0, overprovisioning: 140 }
    }
}

/// What Envoy knows of an endpoint's health when it chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fitness {
    /// Gets traffic.
    Healthy,
    /// Gets traffic where healthy endpoints are too few.
    Degraded,
    /// Gets traffic in panic alone.
    Unfit,
}

/// An endpoint, as far as shares depend on it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its priority: 0 is the first.
    pub priority: u64,
    /// The number of its locality among those of the cluster.
    pub locality: usize,
    /// The locality's weight; 0 where it has none.
    pub locality_weight: u64,
    /// Its own weight.
    pub weight: u64,
    /// Its health.
    pub fitness: Fitness,
}

/// A share in percent, and whether the endpoint gets it in panic, without regard to health.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The share in percent of the cluster's requests.
    pub percent: f64,
    /// Whether it gets them without regard to health.
    pub is_panic: bool,
}

/// The share of each endpoint of one cluster.
#[expect(clippy::cast_precision_loss, reason = "counts and weights are far below the numbers that a float does not hold exactly")]
pub fn shares(candidates: &[Candidate], balance: Balance) -> Vec<Share> {
    let mut levels: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        levels.entry(candidate.priority).or_default().push(index);
    }
    let levels: Vec<Vec<usize>> = levels.into_values().collect();
    let count = |level: &[usize], fitness| level.iter().filter(|index| candidates[**index].fitness == fitness).count() as u64;
    let availability = |fitness| -> Vec<u64> {
        // A hostile factor may be as large as a number can be.
        let part = |level: &Vec<usize>| balance.overprovisioning.saturating_mul(count(level, fitness)) / level.len() as u64;
        levels.iter().map(|level| part(level).min(100)).collect()
    };
    let (healthy, degraded) = (availability(Fitness::Healthy), availability(Fitness::Degraded));
    let total = healthy.iter().chain(&degraded).sum::<u64>().min(100);
    let mut shares = vec![Share::default(); candidates.len()];
    if total == 0 {
        // Nobody is available: all endpoints of all priorities share the load, unless that is switched off.
        if balance.panic_threshold > 0.0 {
            let all: Vec<usize> = (0..candidates.len()).collect();
            for level in &levels {
                let load = 100.0 * level.len() as f64 / all.len() as f64;
                spread(candidates, level, load, balance.is_weighted, true, &mut shares);
            }
        }
        return shares;
    }
    let mut rest = 100;
    let mut distribute = |availability: &[u64]| -> Vec<u64> {
        let load = |available: &u64| {
            let load = (available * 100 / total).min(rest);
            rest -= load;
            load
        };
        availability.iter().map(load).collect()
    };
    let (mut healthy_loads, mut degraded_loads) = (distribute(&healthy), distribute(&degraded));
    // What rounding leaves over goes to the first priority that has anybody.
    let first = healthy_loads.iter_mut().find(|load| **load > 0).or_else(|| degraded_loads.iter_mut().find(|load| **load > 0));
    if let Some(first) = first {
        *first += rest;
    }
    for (at, level) in levels.iter().enumerate() {
        let available = count(level, Fitness::Healthy) + count(level, Fitness::Degraded);
        let percent = 100.0 * available as f64 / level.len() as f64;
        if total < 100 && percent < balance.panic_threshold {
            let load = (healthy_loads[at] + degraded_loads[at]) as f64;
            spread(candidates, level, load, balance.is_weighted, true, &mut shares);
            continue;
        }
        let mut parts = vec![(healthy_loads[at], Fitness::Healthy), (degraded_loads[at], Fitness::Degraded)];
        if balance.is_hashing {
            parts = vec![(healthy_loads[at] + degraded_loads[at], Fitness::Healthy)];
        }
        for (load, fitness) in parts {
            let load = load as f64;
            let fit: Vec<usize> = level.iter().copied().filter(|index| candidates[*index].fitness == fitness).collect();
            if !balance.is_locality_weighted {
                spread(candidates, &fit, load, balance.is_weighted, false, &mut shares);
                continue;
            }
            // A locality's weight shrinks with its healthy endpoints, beyond what overprovisioning allows.
            let mut localities: BTreeMap<usize, (f64, Vec<usize>)> = BTreeMap::new();
            let mut all: BTreeMap<usize, usize> = BTreeMap::new();
            level.iter().for_each(|index| *all.entry(candidates[*index].locality).or_default() += 1);
            for index in fit {
                let candidate = &candidates[index];
                localities.entry(candidate.locality).or_insert((candidate.locality_weight as f64, Vec::new())).1.push(index);
            }
            for (locality, (weight, members)) in &mut localities {
                if balance.is_hashing {
                    continue;
                }
                *weight *= (balance.overprovisioning as f64 / 100.0 * members.len() as f64 / all[locality] as f64).min(1.0);
            }
            let sum: f64 = localities.values().map(|(weight, _)| weight).sum();
            for (weight, members) in localities.into_values().filter(|_| sum > 0.0) {
                spread(candidates, &members, load * weight / sum, balance.is_weighted, false, &mut shares);
            }
        }
    }
    shares
}

/// Gives a load to endpoints by their weights.
#[expect(clippy::cast_precision_loss, reason = "weights are 32 bit numbers")]
fn spread(candidates: &[Candidate], members: &[usize], load: f64, is_weighted: bool, is_panic: bool, shares: &mut [Share]) {
    let weight = |index: usize| if is_weighted { candidates[index].weight as f64 } else { 1.0 };
    let sum: f64 = members.iter().map(|index| weight(*index)).sum();
    for index in members.iter().filter(|_| sum > 0.0) {
        shares[*index].percent += load * weight(*index) / sum;
        shares[*index].is_panic = is_panic;
    }
}

#[cfg(test)]
mod tests {
    use Fitness::{Degraded, Healthy, Unfit};

    use super::*;

    /// Endpoints as `(priority, locality, locality's weight, weight, fitness)`, and their shares, rounded.
    fn check(balance: Balance, endpoints: &[(u64, usize, u64, u64, Fitness)], expect: &[&str]) {
        let candidates: Vec<_> = endpoints
            .iter()
            .map(|&(priority, locality, locality_weight, weight, fitness)| Candidate {
                priority,
                locality,
                locality_weight,
                weight,
                fitness,
            })
            .collect();
        let told: Vec<_> = shares(&candidates, balance)
            .into_iter()
            .map(|share| format!("{:.1}{}", share.percent, if share.is_panic { "!" } else { "" }))
            .collect();
        assert_eq!(told, expect, "{endpoints:?}");
    }

    #[test]
    fn weights_share_among_the_healthy() {
        check(Balance::default(), &[(0, 0, 0, 1, Healthy), (0, 0, 0, 3, Healthy)], &["25.0", "75.0"]);
        let endpoints = [(0, 0, 0, 1, Healthy), (0, 0, 0, 3, Healthy), (0, 0, 0, 1, Unfit)];
        check(Balance::default(), &endpoints, &["25.0", "75.0", "0.0"]);
        check(Balance { is_weighted: false, ..Balance::default() }, &[(0, 0, 0, 1, Healthy), (0, 0, 0, 3, Healthy)], &["50.0", "50.0"]);
    }

    #[test]
    fn priorities_spill_over_as_the_documentation_says() {
        // Half of the first priority is healthy: 50% x 1.4 stays, the rest spills over.
        let endpoints = [(0, 0, 0, 1, Healthy), (0, 0, 0, 1, Unfit), (1, 0, 0, 1, Healthy), (1, 0, 0, 1, Healthy)];
        check(Balance::default(), &endpoints, &["70.0", "0.0", "15.0", "15.0"]);
        let endpoints = [(0, 0, 0, 1, Unfit), (1, 0, 0, 1, Healthy)];
        check(Balance::default(), &endpoints, &["0.0", "100.0"]);
        let endpoints = [(0, 0, 0, 1, Degraded), (0, 0, 0, 1, Healthy)];
        check(Balance::default(), &endpoints, &["30.0", "70.0"]);
    }

    #[test]
    fn hashes_leave_the_degraded_out() {
        let balance = Balance { is_hashing: true, ..Balance::default() };
        check(balance, &[(0, 0, 0, 1, Healthy), (0, 0, 0, 1, Unfit), (0, 0, 0, 1, Degraded)], &["100.0", "0.0", "0.0"]);
    }

    #[test]
    fn too_few_healthy_endpoints_are_panic() {
        let endpoints = [(0, 0, 0, 1, Healthy), (0, 0, 0, 1, Unfit), (0, 0, 0, 2, Unfit)];
        check(Balance::default(), &endpoints, &["25.0!", "25.0!", "50.0!"]);
        check(Balance { panic_threshold: 0.0, ..Balance::default() }, &endpoints, &["100.0", "0.0", "0.0"]);
        check(Balance::default(), &[(0, 0, 0, 1, Unfit), (1, 0, 0, 1, Unfit)], &["50.0!", "50.0!"]);
    }

    #[test]
    fn localities_share_by_their_weights() {
        let balance = Balance { is_locality_weighted: true, ..Balance::default() };
        let endpoints = [(0, 0, 1, 1, Healthy), (0, 1, 2, 1, Healthy), (0, 1, 2, 3, Healthy)];
        check(balance, &endpoints, &["33.3", "16.7", "50.0"]);
        // The second locality, of which half is healthy, keeps 2 x 0.7 of its weight.
        let endpoints = [(0, 0, 1, 1, Healthy), (0, 0, 1, 1, Healthy), (0, 1, 2, 1, Healthy), (0, 1, 2, 3, Unfit)];
        check(balance, &endpoints, &["20.8", "20.8", "58.3", "0.0"]);
        assert_eq!(shares(&[], balance), []);
    }
}
