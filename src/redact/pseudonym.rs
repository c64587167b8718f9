//! What stands in place of a name or an address: derived from it by a keyed hash, so that it is the same in each file that was made with
//! the same salt, and can't be guessed back without it.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::collections::{BTreeMap, HashMap, HashSet};

use ring::hmac;

/// What a name is of. The word that it gets begins with its kind's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A Kubernetes namespace.
    Namespace,
    /// A service, or a cluster that is called by one name.
    Service,
    /// A workload.
    Workload,
    /// A pod.
    Pod,
    /// A service account.
    Account,
    /// A Kubernetes node.
    Node,
    /// A cluster of a mesh.
    Cluster,
    /// An object of Kubernetes that a resource was made from, such as a VirtualService.
    Object,
    /// A label of a host name or a trust domain.
    Host,
    /// The part of an e-mail address before the `@`.
    Mail,
    /// A value of metadata.
    Value,
    /// An IP address.
    Address,
}

impl Kind {
    /// All kinds. Where one name is of several, the first of them is taken.
    pub const ALL: [Kind; 12] = [
        Kind::Namespace,
        Kind::Service,
        Kind::Workload,
        Kind::Pod,
        Kind::Account,
        Kind::Node,
        Kind::Cluster,
        Kind::Object,
        Kind::Host,
        Kind::Mail,
        Kind::Value,
        Kind::Address,
    ];

    /// The letters that its words begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Namespace => "ns",
            Kind::Service => "svc",
            Kind::Workload => "wl",
            Kind::Pod => "pod",
            Kind::Account => "sa",
            Kind::Node => "node",
            Kind::Cluster => "cl",
            Kind::Object => "obj",
            Kind::Host => "h",
            Kind::Mail => "m",
            Kind::Value => "v",
            Kind::Address => "ip",
        }
    }

    /// The plural for a report.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Namespace => "namespaces",
            Kind::Service => "services",
            Kind::Workload => "workloads",
            Kind::Pod => "pods",
            Kind::Account => "service accounts",
            Kind::Node => "nodes",
            Kind::Cluster => "clusters of meshes",
            Kind::Object => "objects",
            Kind::Host => "labels of host names",
            Kind::Mail => "e-mail addresses",
            Kind::Value => "values of metadata",
            Kind::Address => "addresses",
        }
    }
}

/// The digits of a word: no `i`, `l`, `o` and `u`, so that it is read aloud without mistakes and spells nothing.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many digits a word has. Of 100,000 names, two share these once in two hundred runs; then one of them gets more.
const LENGTH: usize = 8;

/// The private ranges, each of which goes to a range of its own in 240.0.0.0/4. Nobody routes that, so that a pseudonym is neither taken
/// for an address nor found among the addresses of the same dump. Below the range, addresses that share their first bits still do.
const RANGES: [([u8; 4], u32, [u8; 4]); 5] = [
    ([10, 0, 0, 0], 8, [241, 0, 0, 0]),
    ([172, 16, 0, 0], 12, [242, 16, 0, 0]),
    ([192, 168, 0, 0], 16, [243, 168, 0, 0]),
    ([100, 64, 0, 0], 10, [244, 64, 0, 0]),
    // Istio gives addresses of this range to services that have none.
    ([240, 0, 0, 0], 8, [245, 0, 0, 0]),
];

/// Where all other IPv4 addresses go: a prefix and its length. It is smaller than what goes there, so that two may want the same place.
const OTHERS: (u32, u32) = (0xf800_0000, 5);

/// The pseudonyms of a run.
pub struct Pseudonyms {
    key: hmac::Key,
    words: HashMap<(Kind, String), String>,
    addresses: HashMap<IpAddr, IpAddr>,
    taken: HashSet<String>,
    taken_addresses: HashSet<IpAddr>,
    originals: HashSet<IpAddr>,
    flips: HashMap<(u32, u32), bool>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pseudonyms").field("words", &self.words.len()).field("addresses", &self.addresses.len()).finish_non_exhaustive()
    }
}

impl Pseudonyms {
    /// The pseudonyms of this salt. None of them is one of the addresses `originals`.
    pub fn new(salt: &[u8], originals: HashSet<IpAddr>) -> Self {
        Pseudonyms {
            key: hmac::Key::new(hmac::HMAC_SHA256, salt),
            words: HashMap::new(),
            addresses: HashMap::new(),
            taken: HashSet::new(),
            taken_addresses: HashSet::new(),
            originals,
            flips: HashMap::new(),
        }
    }

    fn hash(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(text);
        let tag = context.sign();
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&tag.as_ref()[..32]);
        bytes
    }

    /// The word for a name.
    pub fn word(&mut self, kind: Kind, text: &str) -> String {
        let key = (kind, text.to_owned());
        if let Some(word) = self.words.get(&key) {
            return word.clone();
        }
        // A file may tell less of a name than another one, so the kind only goes before the digits: these are the same in both.
        let hash = self.hash("name", text.as_bytes());
        let digits: Vec<char> = hash.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect();
        // The whole hash has 160 bits in this form: two names never share all of it.
        let words = (LENGTH..=digits.len()).map(|length| format!("{}-{}", kind.prefix(), digits[..length].iter().collect::<String>()));
        let mut free = words.skip_while(|word| self.taken.contains(word));
        let word = free.next().unwrap_or_else(|| format!("{}-{}", kind.prefix(), self.taken.len()));
        self.taken.insert(word.clone());
        self.words.insert(key, word.clone());
        word
    }

    /// Digits of a hash in hexadecimal, for what must look like a serial number.
    pub fn hexadecimal(&self, text: &str) -> String {
        self.hash("serial", text.as_bytes())[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The address in place of an address: itself where it says nothing of a network.
    pub fn address(&mut self, address: IpAddr) -> IpAddr {
        if is_kept(address) {
            return address;
        }
        if let Some(known) = self.addresses.get(&address) {
            return *known;
        }
        let mut found = address;
        for attempt in 0..u32::MAX {
            found = match address {
                IpAddr::V4(address) => IpAddr::V4(self.v4(address, attempt)),
                IpAddr::V6(address) => IpAddr::V6(self.v6(address, attempt)),
            };
            if !self.originals.contains(&found) && !self.taken_addresses.contains(&found) {
                break;
            }
        }
        self.taken_addresses.insert(found);
        self.addresses.insert(address, found);
        found
    }

    fn v4(&mut self, address: Ipv4Addr, attempt: u32) -> Ipv4Addr {
        let bits = address.to_bits();
        let range = RANGES.iter().find(|(from, length, _)| (bits ^ u32::from_be_bytes(*from)) >> (32 - length) == 0);
        if let (Some((_, length, to)), 0) = (range, attempt) {
            let mut below = 0;
            for place in *length..32 {
                let bit = bits >> (31 - place) & 1;
                below = below << 1 | (bit ^ u32::from(self.flips(bits, place)));
            }
            return Ipv4Addr::from_bits(u32::from_be_bytes(*to) | below);
        }
        let hash = self.hash("v4", &[address.octets(), attempt.to_be_bytes()].concat());
        let (prefix, length) = OTHERS;
        Ipv4Addr::from_bits(prefix | u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) >> length)
    }

    /// Whether the bit at `place` is turned over: this depends on the bits before it alone, so that what shares these still does
    /// (Xu and others, "Prefix-Preserving IP Address Anonymization", 2002).
    fn flips(&mut self, bits: u32, place: u32) -> bool {
        let before = bits >> (32 - place) << (32 - place);
        if let Some(flips) = self.flips.get(&(before, place)) {
            return *flips;
        }
        let flips = self.hash("bit", &[before.to_be_bytes(), place.to_be_bytes()].concat())[0] & 1 == 1;
        self.flips.insert((before, place), flips);
        flips
    }

    fn v6(&mut self, address: Ipv6Addr, attempt: u32) -> Ipv6Addr {
        if let Some(inner) = address.to_ipv4_mapped() {
            return match self.address(IpAddr::V4(inner)) {
                IpAddr::V4(inner) => inner.to_ipv6_mapped(),
                IpAddr::V6(other) => other,
            };
        }
        let bits = address.to_bits();
        let is_local = bits >> 121 == 0xfc >> 1;
        let kept = if is_local { 8 } else { 3 };
        let mut result = bits >> (128 - kept);
        for place in kept..128 {
            let before = bits >> (128 - place) << (128 - place);
            let key = [&before.to_be_bytes()[..], &[place as u8], &attempt.to_be_bytes()].concat();
            let flip = u128::from(self.hash("bit6", &key)[0] & 1);
            result = result << 1 | (bits >> (127 - place) & 1 ^ flip);
        }
        // All other addresses go to the range for documentation (RFC 9637): what is turned over depends on all of the bits before it, so that
        // two of them never meet there but by a chance of one in 2^108.
        Ipv6Addr::from_bits(if is_local { result } else { 0x3fff_u128 << 112 | result & (u128::MAX >> 20) })
    }

    /// Each original with its pseudonym, by kind.
    pub fn pairs(&self) -> BTreeMap<Kind, BTreeMap<String, String>> {
        let mut pairs: BTreeMap<Kind, BTreeMap<String, String>> = BTreeMap::new();
        for ((kind, text), word) in &self.words {
            pairs.entry(*kind).or_default().insert(text.clone(), word.clone());
        }
        for (from, to) in &self.addresses {
            pairs.entry(Kind::Address).or_default().insert(from.to_string(), to.to_string());
        }
        pairs
    }
}

/// Whether an address says nothing of a network: unspecified, loopback, link-local, multicast and broadcast ones.
pub fn is_kept(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let first = address.octets()[0];
            first == 0 || first == 127 || address.is_link_local() || address.is_multicast() || address.is_broadcast()
        }
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(inner) => is_kept(IpAddr::V4(inner)),
            None => address.is_unspecified() || address.is_loopback() || address.is_unicast_link_local() || address.is_multicast(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonyms(salt: &str) -> Pseudonyms {
        Pseudonyms::new(salt.as_bytes(), HashSet::new())
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn words_depend_on_salt_and_text_alone() {
        let (mut one, mut same, mut other) = (pseudonyms("a"), pseudonyms("a"), pseudonyms("b"));
        same.word(Kind::Host, "before");
        let word = one.word(Kind::Namespace, "default");
        assert!(word.starts_with("ns-") && word.len() == 3 + LENGTH, "{word}");
        assert_eq!(word, same.word(Kind::Namespace, "default"));
        assert_ne!(word, other.word(Kind::Namespace, "default"));
        assert_eq!(word[3..], one.word(Kind::Service, "default")[4..]);
    }

    #[test]
    fn a_word_that_is_taken_gets_longer() {
        let mut pseudonyms = pseudonyms("a");
        let first = pseudonyms.word(Kind::Host, "x");
        pseudonyms.words.clear();
        let second = pseudonyms.word(Kind::Host, "x");
        assert!(second.starts_with(&first) && second.len() == first.len() + 1, "{first} {second}");
    }

    #[test]
    fn addresses_keep_their_family_and_what_they_share() {
        let mut pseudonyms = pseudonyms("a");
        for kept in ["0.0.0.0", "127.0.0.1", "127.0.0.6", "169.254.169.254", "255.255.255.255", "::", "::1", "fe80::1", "ff02::1"] {
            assert_eq!(pseudonyms.address(ip(kept)), ip(kept));
        }
        let (a, b, c) = (pseudonyms.address(ip("10.244.0.1")), pseudonyms.address(ip("10.244.0.99")), pseudonyms.address(ip("10.96.0.1")));
        let first = |address: IpAddr, parts: usize| address.to_string().split('.').take(parts).collect::<Vec<_>>().join(".");
        assert_eq!(first(a, 3), first(b, 3));
        assert_ne!(first(a, 2), first(c, 2));
        assert_eq!(first(a, 1), "241");
        let (a, b) = (pseudonyms.address(ip("fd00:10:244::1")), pseudonyms.address(ip("fd00:10:244::2")));
        assert!(a.is_ipv6() && a != b && a.to_string()[..9] == b.to_string()[..9], "{a} {b}");
        let mapped = pseudonyms.address(ip("::ffff:10.244.0.1"));
        assert!(mapped.to_string().starts_with("::ffff:241."), "{mapped}");
    }

    #[test]
    fn two_addresses_never_become_one() {
        let mut pseudonyms = pseudonyms("a");
        let mut seen = HashSet::new();
        for number in 0..50_000_u32 {
            for base in [[10, 0, 0, 0], [172, 16, 0, 0], [34, 0, 0, 0]] {
                let address = IpAddr::V4(Ipv4Addr::from_bits(u32::from_be_bytes(base) + number * 17));
                assert!(seen.insert(pseudonyms.address(address)), "{address}");
            }
        }
    }

    #[test]
    fn no_pseudonym_is_an_original() {
        let first = pseudonyms("a").address(ip("10.0.0.1"));
        let second = Pseudonyms::new(b"a", HashSet::from([first])).address(ip("10.0.0.1"));
        assert_ne!(first, second);
    }
}
