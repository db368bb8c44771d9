import AdhereFilter
import AdhereJudging

@_cdecl("adhere_judge_new")
public func adhereJudgeNew(_ contract: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let contract = Handle.object(contract, .contract, as: ContractObject.self) else {
    return nil
  }
  return Handle.make(JudgeObject(contract), .judge)
}

@_cdecl("adhere_judge_free")
public func adhereJudgeFree(_ judge: UnsafeMutableRawPointer?) { Handle.free(judge, .judge) }

@_cdecl("adhere_judge_text")
public func adhereJudgeText(
  _ judge: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int,
  _ about: UnsafePointer<UInt8>?, _ aboutCount: Int
) -> Int32 {
  judged(judge, text, count, about, aboutCount) { judge, text, about throws(OutputJudge.Problem) in
    try judge.judge(text: text, about: about)
  }
}

@_cdecl("adhere_judge_calls")
public func adhereJudgeCalls(
  _ judge: UnsafeMutableRawPointer?, _ calls: UnsafePointer<UInt8>?, _ count: Int,
  _ about: UnsafePointer<UInt8>?, _ aboutCount: Int
) -> Int32 {
  judged(judge, calls, count, about, aboutCount) {
    judge, calls, about throws(OutputJudge.Problem) in
    try judge.judge(calls: calls, about: about)
  }
}

@_cdecl("adhere_judge_body")
public func adhereJudgeBody(
  _ judge: UnsafeMutableRawPointer?, _ body: UnsafePointer<UInt8>?, _ count: Int,
  _ status: Int32, _ about: UnsafePointer<UInt8>?, _ aboutCount: Int
) -> Int32 {
  guard let object = Handle.object(judge, .judge, as: JudgeObject.self),
    let body = bytes(body, count), let about = bytes(about, aboutCount)
  else { return Status.badArgument }
  var handedOn: [UInt8]?
  let result = object.run { judge throws(OutputJudge.Problem) in
    let answer = try judge.judge(
      body: body, status: status > 0 ? Int(status) : nil, about: about)
    handedOn = answer.edited
    return answer.outcome
  }
  object.setHandedOn(handedOn ?? Array(body))
  return result
}

@_cdecl("adhere_judge_value")
public func adhereJudgeValue(
  _ judge: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(judge, .judge, as: JudgeObject.self)?.tellValue(count)
}

@_cdecl("adhere_judge_records")
public func adhereJudgeRecords(
  _ judge: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(judge, .judge, as: JudgeObject.self)?.tellRecords(count)
}

@_cdecl("adhere_judge_handed_on")
public func adhereJudgeHandedOn(
  _ judge: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(judge, .judge, as: JudgeObject.self)?.tellHandedOn(count)
}

@_cdecl("adhere_judge_tallies")
public func adhereJudgeTallies(
  _ judge: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(judge, .judge, as: JudgeObject.self)?.tellCounts(count)
}

/// Judges bytes with what is said of them; what C gave wrong is a status.
private func judged(
  _ judge: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int,
  _ about: UnsafePointer<UInt8>?, _ aboutCount: Int,
  by judging: (OutputJudge, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)
    throws(OutputJudge.Problem) -> Outcome
) -> Int32 {
  guard let judge = Handle.object(judge, .judge, as: JudgeObject.self),
    let text = bytes(text, count), let about = bytes(about, aboutCount)
  else { return Status.badArgument }
  return judge.run { judge throws(OutputJudge.Problem) in try judging(judge, text, about) }
}
