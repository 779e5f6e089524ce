internal import Crypto

/// SHA-256 of some bytes, from which ids of imported entries are made.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
