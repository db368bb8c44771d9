import AdherePlatform
import AdhereWire

// The functions of `include/adhere.h`, where what they do is written; a test holds the two against
// each other.

@_cdecl("adhere_version")
public func adhereVersion() -> UnsafePointer<UInt8> {
  AdhereVersion.bytes.utf8Start
}

@_cdecl("adhere_contract_new")
public func adhereContractNew(
  _ source: UnsafePointer<UInt8>?, _ count: Int, _ options: UnsafePointer<UInt8>?,
  _ optionsCount: Int, _ error: UnsafeMutablePointer<UInt8>?, _ errorCount: Int
) -> UnsafeMutableRawPointer? {
  let message: [UInt8]
  if let source = bytes(source, count), let options = bytes(options, optionsCount) {
    do throws(InputError) {
      return Handle.make(try ContractObject(Array(source), Array(options)), .contract)
    } catch let problem {
      message = Status.error(problem.message, offset: problem.offset)
    }
  } else {
    message = Status.error("a length without bytes, or one that is too large")
  }
  if let error, errorCount > 0 {
    let room = min(message.count, errorCount - 1)
    for i in 0..<room { error[i] = message[i] }
    error[room] = 0
  }
  return nil
}

@_cdecl("adhere_contract_free")
public func adhereContractFree(_ contract: UnsafeMutableRawPointer?) {
  Handle.free(contract, .contract)
}
