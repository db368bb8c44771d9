@_cdecl("adhere_stream_new")
public func adhereStreamNew(
  _ contract: UnsafeMutableRawPointer?, _ about: UnsafePointer<UInt8>?, _ aboutCount: Int
) -> UnsafeMutableRawPointer? {
  guard let contract = Handle.object(contract, .contract, as: ContractObject.self),
    let about = bytes(about, aboutCount)
  else { return nil }
  return Handle.make(StreamObject(contract, about: Array(about)), .stream)
}

@_cdecl("adhere_stream_free")
public func adhereStreamFree(_ stream: UnsafeMutableRawPointer?) { Handle.free(stream, .stream) }

@_cdecl("adhere_stream_feed")
public func adhereStreamFeed(
  _ stream: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> Int32 {
  guard let stream = Handle.object(stream, .stream, as: StreamObject.self),
    let bytes = AdhereC.bytes(bytes, count)
  else { return Status.badArgument }
  return stream.feed(bytes)
}

@_cdecl("adhere_stream_finish")
public func adhereStreamFinish(_ stream: UnsafeMutableRawPointer?) -> Int32 {
  guard let stream = Handle.object(stream, .stream, as: StreamObject.self) else {
    return Status.badArgument
  }
  return stream.finish()
}

@_cdecl("adhere_stream_handed_on")
public func adhereStreamHandedOn(
  _ stream: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(stream, .stream, as: StreamObject.self)?.tellHandedOn(count)
}

@_cdecl("adhere_stream_records")
public func adhereStreamRecords(
  _ stream: UnsafeMutableRawPointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<UInt8>? {
  Handle.object(stream, .stream, as: StreamObject.self)?.tellRecords(count)
}
