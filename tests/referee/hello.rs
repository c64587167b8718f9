//! A TLS client's first message.

/// A `ClientHello` with this server name and these application protocols, as bytes in Latin-1.
pub fn client_hello(server_name: Option<&str>, protocols: &[&str]) -> String {
    let mut extensions = Vec::new();
    if let Some(name) = server_name {
        let entry = [&[0][..], &sized(2, name.as_bytes())].concat();
        extend(&mut extensions, 0, &sized(2, &entry));
    }
    if !protocols.is_empty() {
        let list: Vec<u8> = protocols.iter().flat_map(|name| sized(1, name.as_bytes())).collect();
        extend(&mut extensions, 16, &sized(2, &list));
    }
    // supported_versions: 1.3 and 1.2; supported_groups: x25519; signature_algorithms: two of them; key_share: none yet.
    extend(&mut extensions, 43, &[4, 3, 4, 3, 3]);
    extend(&mut extensions, 10, &[0, 2, 0, 29]);
    extend(&mut extensions, 13, &[0, 4, 4, 3, 8, 4]);
    extend(&mut extensions, 51, &[0, 0]);
    let ciphers = [0x13, 0x01, 0x13, 0x02, 0xc0, 0x2f];
    let body = [&[3, 3][..], &[7; 32], &[0], &sized(2, &ciphers), &[1, 0], &sized(2, &extensions)].concat();
    let handshake = [&[1][..], &sized(3, &body)].concat();
    let record = [&[22, 3, 1][..], &sized(2, &handshake)].concat();
    record.into_iter().map(char::from).collect()
}

/// Bytes behind their length, in so many bytes.
fn sized(width: usize, bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len().to_be_bytes();
    [&length[length.len() - width..], bytes].concat()
}

fn extend(extensions: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    extensions.extend([0, kind]);
    extensions.extend(sized(2, bytes));
}
