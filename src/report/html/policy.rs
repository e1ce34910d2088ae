//! What the page may do: draw itself and run its own script, and nothing from anywhere else.

/// The policy of the page. The hash is that of `script.js`, so that a script in a
/// document could not run even if it were not escaped.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-cWw5sTBxMzu1ngBsHV6TiYaUS9qk/64dRZhbS3LKNHc='; base-uri 'none'; form-action 'none'";
