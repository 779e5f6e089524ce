/// What is wrong at one line of a configuration file.
package struct ConfigurationProblem: Error, Hashable, Sendable {
  /// Counted from 1; 0 for the file as a whole.
  package var line: Int
  package var what: What

  package enum What: Hashable, Sendable {
    /// Not YAML; the words of the YAML library.
    case syntax(String)
    /// A tab stands where spaces are wanted.
    case tab
    case keyTwice(String)
    /// `*name` stands for what `&name` marks; not read, as a few lines could stand for gigabytes.
    case alias(String)
    case tooLarge(limit: Int)
    case unknownKey(String, of: String, nearest: String?, known: [String])
    case missingKey(String, of: String)
    /// None of the keys is there of which one has to be.
    case missingOneOf([String], of: String)
    /// Two keys that exclude each other.
    case notTogether(String, String, of: String)
    /// A key that says something only beside another one.
    case needsKey(String, for: String, of: String)
    /// `{name}` where the only thing that is put in is the region.
    case unknownPlaceholder(String, key: String)
    /// `{region}` in a service that has no regions.
    case regionOfNone(key: String, service: String)
    /// The value has another shape; what was found, unless that might be a secret.
    case wrong(key: String, found: String?, wanted: Shape)
    /// A secret in plain text.
    case plainSecret(key: String)
    case badPattern(String, PatternProblem)
    /// A thing has the name of another one.
    case nameTwice(String, of: String, firstLine: Int)
    /// A name that stands nowhere in the section of such things.
    case unknownName(String, key: String, of: String, nearest: String?)
    /// A thing that names itself where another one is meant.
    case namesItself(String, key: String)
    /// Each depends on the next and the last on the first.
    case cycle([String])
  }

  package enum PatternProblem: Hashable, Sendable {
    case notRegular
    case matchesNothing
    case tooLong
  }

  package init(line: Int, _ what: What) {
    self.line = line
    self.what = what
  }
}
