internal import CCmarkGFM
internal import IncidentModel
internal import Synchronization

/// A Markdown text as blocks, read by GitHub's own parser; the only place that knows it.
///
/// Blocks stand in the order of the text, each with the number of its parent: a text may nest fifty
/// thousand deep, so nothing here calls itself.
struct MarkdownTree {
  struct Block {
    var kind: Kind
    /// The line it begins in; ends are not to be relied on.
    var line: Int
    /// The number of the block it stands in; -1 for the text itself.
    var parent: Int
    var inlines: [Inline] = []
  }

  enum Kind: Equatable {
    case heading(level: Int)
    case paragraph
    case list(isOrdered: Bool, start: Int)
    case item(isTask: Bool)
    case code(String, isFenced: Bool)
    case html(String)
    case quote
    case table
    case other
  }

  enum Inline: Equatable {
    case text(String)
    case code(String)
    case html(String)
    case link(String)
    case lineBreak
  }

  private(set) var blocks: [Block] = []
  /// The numbers of the blocks in each block, in order; the first is that of the text itself.
  private(set) var children: [[Int]] = [[]]

  func children(of block: Int) -> [Int] { children[block + 1] }

  /// Reads a text, its tables only with `hasTables`: a hostile one can stand for millions of cells.
  init(_ bytes: [UInt8], hasTables: Bool) {
    self = Self.lock.withLock { _ in MarkdownTree(parsing: bytes, hasTables: hasTables) }
  }

  /// The parser keeps which characters mean something in one place for all threads.
  private static let lock = Mutex(())
  private static let hasSyntax: Void = cmark_gfm_core_extensions_ensure_registered()

  private init(parsing bytes: [UInt8], hasTables: Bool) {
    _ = Self.hasSyntax
    guard let parser = unsafe cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "tasklist", "strikethrough", "autolink"]
    where hasTables || name != "table" {
      guard let syntax = unsafe cmark_find_syntax_extension(name) else { continue }
      unsafe cmark_parser_attach_syntax_extension(parser, syntax)
    }
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe cmark_parser_feed(
        parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    guard let root = unsafe cmark_parser_finish(parser) else { return }
    defer { unsafe cmark_node_free(root) }
    unsafe read(root)
  }

  private mutating func read(_ root: OpaquePointer) {
    guard let iterator = unsafe cmark_iter_new(root) else { return }
    defer { unsafe cmark_iter_free(iterator) }
    var open: [Int] = [-1]
    while true {
      let event = unsafe cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let node = unsafe cmark_iter_get_node(iterator), unsafe node != root else { continue }
      let isEntering = event == CMARK_EVENT_ENTER
      let type = unsafe cmark_node_get_type(node)
      if UInt32(type.rawValue) & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE) {
        if isEntering, let inline = unsafe Self.inline(node, type), let block = open.last,
          block >= 0
        {
          blocks[block].inlines.append(inline)
        }
        continue
      }
      guard isEntering else {
        if open.count > 1, !Self.isLeaf(type) { open.removeLast() }
        continue
      }
      let parent = open.last ?? -1
      blocks.append(
        Block(
          kind: unsafe Self.kind(node, type), line: Int(unsafe cmark_node_get_start_line(node)),
          parent: parent))
      children.append([])
      children[parent + 1].append(blocks.count - 1)
      if !Self.isLeaf(type) { open.append(blocks.count - 1) }
    }
  }

  /// Whether a node is entered and never left.
  private static func isLeaf(_ type: cmark_node_type) -> Bool {
    type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK
      || type == CMARK_NODE_THEMATIC_BREAK
  }

  private static func kind(_ node: OpaquePointer, _ type: cmark_node_type) -> Kind {
    switch type {
    case CMARK_NODE_HEADING: .heading(level: Int(unsafe cmark_node_get_heading_level(node)))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_LIST:
      .list(
        isOrdered: unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        start: Int(unsafe cmark_node_get_list_start(node)))
    // A task item differs from others by the name of its type only.
    case CMARK_NODE_ITEM:
      .item(isTask: unsafe text(cmark_node_get_type_string(node)) == "tasklist")
    case CMARK_NODE_CODE_BLOCK:
      .code(
        unsafe text(cmark_node_get_literal(node)),
        isFenced: unsafe isFenced(node))
    case CMARK_NODE_HTML_BLOCK: .html(unsafe text(cmark_node_get_literal(node)))
    case CMARK_NODE_BLOCK_QUOTE: .quote
    default: unsafe text(cmark_node_get_type_string(node)) == "table" ? .table : .other
    }
  }

  private static func inline(_ node: OpaquePointer, _ type: cmark_node_type) -> Inline? {
    switch type {
    case CMARK_NODE_TEXT: .text(unsafe text(cmark_node_get_literal(node)))
    case CMARK_NODE_CODE: .code(unsafe text(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: .html(unsafe text(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_LINK: .link(unsafe text(cmark_node_get_url(node)))
    default: nil
    }
  }

  private static func isFenced(_ node: OpaquePointer) -> Bool {
    // It writes to all of them.
    var (length, offset, sign): (CInt, CInt, CChar) = (0, 0, 0)
    return unsafe cmark_node_get_fenced(node, &length, &offset, &sign) != 0
  }

  private static func text(_ bytes: UnsafePointer<CChar>?) -> String {
    guard let bytes = unsafe bytes else { return "" }
    return unsafe String(cString: bytes)
  }
}

extension MarkdownTree.Block {
  /// What a person reads of it, on one line.
  var text: String {
    var text = ""
    for inline in inlines {
      switch inline {
      case .text(let part): text += part
      case .code(let part): text += part
      case .lineBreak: text += " "
      case .html, .link: break
      }
    }
    return String(text.trimmingSpaces())
  }
}
