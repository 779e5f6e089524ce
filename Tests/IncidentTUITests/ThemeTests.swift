import IncidentTUI
import Testing

struct ThemeTests {
  @Test(arguments: Theme.allCases, [0, 8, 16, 256])
  func `No colour goes beyond what the terminal has`(_ theme: Theme, _ colors: Int) {
    for role in Role.allCases {
      let index = theme.style(for: role, colors: colors).foreground
      #expect(index.map { Int($0) < colors } ?? true)
    }
  }

  @Test(arguments: Theme.allCases.filter { $0 != .mono }, [8, 16, 256])
  func `Good and bad differ in every theme with colour`(_ theme: Theme, _ colors: Int) {
    let states = [Role.ok, .warning, .critical].map { theme.style(for: $0, colors: colors) }
    #expect(states[0] != states[2])
    #expect(states[1] != states[2])
  }

  @Test func `Without colour the selection still shows`() {
    #expect(Theme.mono.style(for: .selection, colors: 256).attributes.contains(.reverse))
  }
}
