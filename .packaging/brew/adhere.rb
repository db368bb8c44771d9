# Built from source: a bottle would have to be made on a Mac.
class Adhere < Formula
  desc "Judges and repairs outputs of language models against JSON Schema"
  homepage "@HOMEPAGE@"
  url "@URL@"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on xcode: ["16.3", :build]
  depends_on "jansson"
  depends_on "pcre2"
  uses_from_macos "sqlite"

  def install
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "adhere"
    bin.install ".build/release/adhere"
    generate_completions_from_executable(bin/"adhere", "--generate-completion-script",
                                         shell_parameter_format: :none)
  end

  test do
    assert_equal "{\"a\":1}", pipe_output("#{bin}/adhere filter", "{'a':1,}").strip
  end
end
