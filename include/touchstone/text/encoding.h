#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

/// An encoding that some bytes may be in, by the name that decodeText takes.
struct EncodingGuess {
    std::string name;
    /// In [0, 100]. 100: a byte order mark or well-formed UTF-8 says so, nothing is guessed.
    int confidence = 0;
};

/// What `bytes` may be, the likeliest first; never empty. ICU's detector, after the byte order mark and UTF-8.
std::vector<EncodingGuess> guessEncodings(std::string_view bytes);

/// `bytes` as UTF-8. A byte order mark stays, as U+FEFF. InvalidInput, with the first bad place, where they are not in
/// that encoding: nothing is replaced.
Result<std::string> decodeText(std::string_view bytes, const std::string& encoding);
/// `text` (UTF-8) in an encoding. InvalidInput, with the first character that it lacks.
Result<std::string> encodeText(std::string_view text, const std::string& encoding);
/// Whether decodeText knows the name.
bool isEncoding(const std::string& name);

} // namespace touchstone
