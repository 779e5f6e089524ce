extension IncidentID {
  /// The readable name of an incident: its title as a slug, and four digits of its id.
  ///
  /// Shape: lower-case ASCII letters, digits and hyphens, at most 45 characters, e.g.
  /// `eu-checkout-errors-7k3f`.
  package func ref(title: String) -> String {
    var slug = ""
    for scalar in title.lowercased().unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    if slug.count > 40 {
      let cut = slug.prefix(41)
      // Whole words, unless the first one is already too long.
      slug = String(cut.lastIndex(of: "-").map { cut[..<$0] } ?? cut.dropLast())
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "incident-\(shortText)" : "\(slug)-\(shortText)"
  }
}
