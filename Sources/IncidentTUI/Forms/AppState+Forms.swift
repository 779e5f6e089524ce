internal import IncidentModel

extension AppState {
  /// Opens the form of a purpose.
  mutating func openForm(_ purpose: Form.Purpose) -> [Effect] {
    enter(.form(form(for: purpose)))
    switch purpose {
    case .offer: return [.loadBrief]
    case .declare, .correct, .retract, .status, .severity, .milestone, .drill, .assign, .update,
      .skipUpdate, .settle, .acknowledge, .skipStep, .tickStep, .noteStep, .values, .runDestructive,
      .attest,
      .override, .reject:
      return []
    }
  }

  private func form(for purpose: Form.Purpose) -> Form {
    switch purpose {
    case .declare: declareForm()
    case .correct(let line): correctForm(line)
    case .retract(let line): retractForm(line)
    case .status: statusForm()
    case .severity: severityForm()
    case .milestone: milestoneForm()
    case .drill: drillForm()
    case .offer(let role): offerForm(role)
    case .assign(let role): assignForm(role)
    case .update: updateForm()
    case .skipUpdate: skipUpdateForm()
    case .settle(let settling): settleForm(settling)
    case .acknowledge(let subject): acknowledgeForm(subject)
    case .skipStep(let id): book.runbook?[step: id].map(skipForm) ?? declareForm()
    case .tickStep(let id): book.runbook?[step: id].map(tickForm) ?? declareForm()
    case .noteStep(let id): book.runbook?[step: id].map(noteForm) ?? declareForm()
    case .values(let parameters, let choice): valuesForm(parameters, choice)
    case .runDestructive(let preview): destructiveForm(preview)
    case .attest(let preview): attestForm(preview)
    case .override(let preview): overrideForm(preview)
    case .reject(let id): rejectForm(id)
    }
  }

  /// What becomes of a form that is sent.
  private enum Sending {
    /// Something is written; what to say when it is.
    case save(SaveRequest, String)
    case effect(Effect)
    case nothingChanged
  }

  private func sending(of form: Form) throws(FormProblem) -> Sending {
    switch form.purpose {
    case .declare: .save(try declareRequest(form), "declared: i writes, ? shows the keys")
    case .correct(let line):
      try correctRequest(form, line).map { .save($0, "corrected") } ?? .nothingChanged
    case .retract(let line): .save(try retractRequest(form, line), "retracted")
    case .status: .save(try statusRequest(form), "status set")
    case .severity: .save(try severityRequest(form), "severity set")
    case .milestone: .save(try milestoneRequest(form), "milestone set")
    case .drill: .save(try drillRequest(form), "marked")
    case .offer: .save(try offerRequest(form), "offered")
    case .assign(let role): .save(try assignRequest(form, role), "assigned")
    case .update: .save(try updateRequest(form), "update recorded")
    case .skipUpdate: .save(try skipUpdateRequest(form), "update left out")
    case .settle(let settling): .save(try settleRequest(form, settling), settling.done)
    // It becomes an entry when what watches has looked at it.
    case .acknowledge(let subject): .effect(try acknowledgeRequest(form, subject))
    case .skipStep(let id): .save(try stepRequest(form, id, .skipped), "left out")
    case .tickStep(let id): .save(try stepRequest(form, id, .byHand), "done by hand")
    case .noteStep(let id): .save(try stepRequest(form, id, nil), "noted")
    case .values(let parameters, let choice): .effect(try valuesEffect(form, parameters, choice))
    case .runDestructive(let preview): .effect(try destructiveEffect(form, preview))
    case .attest(let preview): .effect(try attestEffect(form, preview))
    case .override(let preview): .effect(try overrideEffect(form, preview))
    case .reject(let id): .save(try rejectRequest(form, id), "rejected")
    }
  }

  /// Takes a key in a form.
  mutating func fill(_ key: Key, _ form: Form) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      leaveMode()
      if form.purpose == .declare, !incident.isDeclared { return [.listIncidents(all: true)] }
      return form.purpose == .update ? [.keepDraft(composer.draft)] : []
    case .enter: return submit(form)
    case .control("e")
    where form.fields[form.focus].isTyped && form.fields[form.focus].shape != .secret
      && form.fields[form.focus].editor.isAtEnd:
      return [.edit(form.fields[form.focus].editor.text)]
    case .pageUp: form.scroll = max(0, form.scroll - dialogHeight / 3)
    case .pageDown where !form.about.isEmpty:
      form.scroll = min(form.scroll + dialogHeight / 3, form.about.count)
    case .backTab: form.focus = (form.focus + form.fields.count - 1) % form.fields.count
    case .tab:
      if !form.fields[form.focus].advance(people.handles) {
        form.focus = (form.focus + 1) % form.fields.count
      }
    case .up, .down:
      let step = key == .up ? -1 : 1
      if !form.fields[form.focus].move(by: step, width: fieldWidth, people.handles) {
        form.focus = min(max(0, form.focus + step), form.fields.count - 1)
      }
    default: form.fields[form.focus].take(key)
    }
    form.problem = nil
    mode = .form(form)
    // A long text survives a crash like the input line does.
    return form.purpose == .update ? [.keepDraft(updateDraft(of: form))] : []
  }

  private mutating func submit(_ form: Form) -> [Effect] {
    var form = form
    do throws(FormProblem) {
      let sending = try sending(of: form)
      leaveMode()
      switch sending {
      case .save(let request, let what):
        if case .skipStep(let id) = form.purpose, let step = book.runbook?[step: id] {
          advance(from: step)
        }
        return save(request, what: what, form: form)
          + (form.purpose == .update ? [.keepDraft(composer.draft)] : [])
      case .effect(.keepValues(let values, let choice)):
        book.values = values
        return choice.map { plan($0) } ?? []
      case .effect(.runStep(let preview, let way, _)): return begin(preview, way)
      case .effect(let effect): return [effect]
      case .nothingChanged:
        say("nothing was changed")
        return []
      }
    } catch {
      form.problem = error.text
      if let field = error.field { form.focus = field }
      mode = .form(form)
      return []
    }
  }

  /// Puts the text of an editor back into the field that was being written.
  mutating func takeEdited(_ text: String, _ form: Form) {
    var form = form
    form.fields[form.focus].editor.replace(with: text)
    form.problem = nil
    mode = .form(form)
  }

  // MARK: What several forms read

  /// Columns of what is typed into a field.
  var fieldWidth: Int { dialogWidth - Form.labelWidth - 1 }

  /// The time in a field; nil for now.
  func time(in form: Form, field: Int) throws(FormProblem) -> Instant? {
    guard let text = form.fields[field].given, text != Form.now else { return nil }
    do throws(TimeError) {
      return try parseTime(text, now: now, zone: setting.zone)
    } catch { throw FormProblem(Self.sentence(error, zone: setting.zone), field: field) }
  }

  /// The handle in a field.
  func handle(in form: Form, field: Int) throws(FormProblem) -> String {
    var text = form.fields[field].text[...]
    if text.hasPrefix("@") { text = text.dropFirst() }
    guard !text.isEmpty else {
      throw FormProblem("say who: a name to be typed as @name", field: field)
    }
    guard People.isHandle(String(text)) else {
      throw FormProblem("a name has letters, digits, . _ or - and no spaces", field: field)
    }
    return String(text)
  }
}

extension Form {
  /// Columns of the labels.
  static let labelWidth = 10
  /// What a field of a time says when the moment of sending is meant.
  static let now = "now"
}

extension Field {
  /// Whether text is typed into it.
  var isTyped: Bool {
    switch shape {
    case .line, .person, .text, .secret: true
    case .choice: false
    }
  }

  mutating func take(_ key: Key) {
    switch shape {
    case .line, .person, .secret:
      if case .paste(let text) = key {
        editor.insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
      } else {
        _ = editor.handle(key)
      }
    case .text:
      if key == .altEnter {
        editor.insert("\n")
      } else {
        _ = editor.handle(key)
      }
    case .choice:
      switch key {
      case .left: choose(by: -1)
      case .character(let letter) where continued(with: letter) != nil: choose(letter)
      case .right, .character(" "): choose(by: 1)
      case .character("k"): choose(by: -1)
      case .character("j"): choose(by: 1)
      case .character(let letter): choose(letter)
      default: break
      }
    }
  }

  /// Goes on within the field: to a name that is begun, to the next place to fill in.
  mutating func advance(_ handles: [String]) -> Bool {
    switch shape {
    case .person:
      let typed = text.lowercased()
      guard !typed.isEmpty,
        let match = handles.first(where: { $0.lowercased().hasPrefix(typed) && $0 != text })
      else { return false }
      editor.replace(with: match)
      return true
    case .text: return fillNext()
    case .line, .secret, .choice: return false
    }
  }

  /// Takes out the next `[place]`, so that what belongs there can be typed.
  mutating func fillNext() -> Bool {
    guard let place = editor.placeholder(from: editor.cursor) ?? editor.placeholder(from: 0)
    else { return false }
    editor.cut(place)
    return true
  }

  /// Moves within the field; false when the neighbouring field is meant.
  mutating func move(by step: Int, width: Int, _ handles: [String]) -> Bool {
    switch shape {
    case .line, .secret: return false
    case .person:
      guard !handles.isEmpty else { return false }
      let current = handles.firstIndex(of: text)
      let next = current.map { $0 + step } ?? (step > 0 ? 0 : handles.count - 1)
      guard handles.indices.contains(next) else { return false }
      editor.replace(with: handles[next])
      return true
    case .text: return editor.moveRow(by: step, width: width)
    case .choice(let choices):
      guard choices.indices.contains(selected + step) else { return false }
      selected += step
      return true
    }
  }
}
