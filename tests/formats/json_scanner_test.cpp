#include "core/formats/json_scanner.h"

#include <cstdlib>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/formats/json_text.h"

namespace touchstone {
namespace {

/// Whether the whole text is one well-formed value, and what fault it has.
bool accepts(const std::string& text, JsonFault* fault = nullptr)
{
    JsonScanner scanner(text.data(), text.data() + text.size());
    scanner.value();
    scanner.peek();
    if (fault) {
        *fault = scanner.fault();
    }
    return scanner.ok() && scanner.endReached();
}

JsonNumber numberOf(const std::string& text)
{
    JsonScanner scanner(text.data(), text.data() + text.size());
    JsonNumber number;
    EXPECT_TRUE(scanner.number(number)) << text;
    return number;
}

TEST(JsonScanner, TakesWhatIsJsonAndNothingElse)
{
    for (const char* text : {"{}", "[]", " [1, -0.5e+3 , \"a\\u00e9\\n\", true,false,null,{\"a\":{}}] ", "0",
                             "-0", "1E5", "\"\"", "[[[[]]]]"}) {
        EXPECT_TRUE(accepts(text)) << text;
    }
    for (const char* text :
         {"",        "{",           "[1,]",     "[,1]",  "{\"a\"}", "{\"a\":1,}", "{a:1}", "01",
          "-",       "1.",          ".5",       "1e",    "+1",      "tru",        "nulls", "\"a",
          "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "[1 2]", "{} {}",   "[1}",        "'a'",   "NaNs"}) {
        EXPECT_FALSE(accepts(text)) << text;
    }
}

TEST(JsonScanner, AgreesWithAnotherReaderOnDamagedTexts)
{
    const std::string base =
        R"({"a":[1,2.5,-3e2],"b":{"c":"d\u00e9","e":null},"f":[true,false,[]],"g":"x y"})";
    std::mt19937 random(5);
    int good = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text = base;
        for (unsigned k = 1 + random() % 2; k > 0; --k) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
            case 0:
                text[at] = static_cast<char>(32 + random() % 95);
                break;
            case 1:
                text.erase(at, 1);
                break;
            default:
                text.insert(at, 1, "{}[],:\"0-e.\\"[random() % 12]);
            }
        }
        if (text.find("NaN") != std::string::npos || text.find("Infinity") != std::string::npos) {
            continue;
        }
        JsonFault fault = JsonFault::None;
        const bool ours = accepts(text, &fault);
        const auto theirs = nlohmann::json::parse(text, nullptr, false);
        // Half a surrogate pair is a fault of the record here and an error there.
        ASSERT_EQ(ours && fault != JsonFault::BadText, !theirs.is_discarded()) << text;
        good += ours ? 1 : 0;
    }
    EXPECT_GT(good, 1000);
}

TEST(JsonScanner, NumbersAreTheNearestDouble)
{
    std::mt19937_64 random(6);
    for (int i = 0; i < 100000; ++i) {
        char text[64];
        const double value =
            static_cast<double>(random() % 1000000000) / static_cast<double>(1 + random() % 100000);
        std::snprintf(text, sizeof text, i % 3 == 0 ? "%.2f" : i % 3 == 1 ? "%.17g" : "%.9g", value);
        ASSERT_EQ(numberOf(text).value, std::strtod(text, nullptr)) << text;
    }
    EXPECT_EQ(numberOf("9007199254740993").value, 9007199254740992.0);
    EXPECT_EQ(numberOf("9223372036854775807").integer, 9223372036854775807);
    EXPECT_TRUE(numberOf("9223372036854775807").fits);
    EXPECT_FALSE(numberOf("9223372036854775808").fits);
    EXPECT_TRUE(numberOf("9223372036854775808").integral);
    EXPECT_EQ(numberOf("-9223372036854775808").integer, std::numeric_limits<std::int64_t>::min());
    EXPECT_FALSE(numberOf("1.0").integral);
    EXPECT_EQ(numberOf("1e-400").value, 0);
    EXPECT_TRUE(std::isinf(numberOf("1e400").value));
    EXPECT_TRUE(std::isinf(numberOf(std::string(400, '9')).value));
    EXPECT_TRUE(std::signbit(numberOf("-0.0").value));
}

TEST(JsonScanner, FaultsCostTheRecordAndNotTheFile)
{
    const auto fault = [](const std::string& text) {
        JsonFault found = JsonFault::None;
        EXPECT_TRUE(accepts(text, &found)) << text;
        return found;
    };
    EXPECT_EQ(fault("[NaN]"), JsonFault::NotANumber);
    EXPECT_EQ(fault("[Infinity,-Infinity]"), JsonFault::NotANumber);
    EXPECT_EQ(fault(R"({"a":1,"a":2})"), JsonFault::DuplicateKey);
    EXPECT_EQ(fault(R"({"a":1,"\u0061":2})"), JsonFault::DuplicateKey);
    EXPECT_EQ(fault(R"({"a":{"b":1,"b":2}})"), JsonFault::DuplicateKey);
    EXPECT_EQ(fault(R"({"a":{"a":1},"b":{"a":1}})"), JsonFault::None);
    EXPECT_EQ(fault("\"\xff\""), JsonFault::BadText);
    EXPECT_EQ(fault("\"\\ud800\""), JsonFault::BadText);
    EXPECT_EQ(fault("\"\\ud83d\\ude00\""), JsonFault::None);
    const std::string deep = std::string(128, '[') + std::string(128, ']');
    EXPECT_EQ(fault(deep), JsonFault::None);
    EXPECT_EQ(fault('[' + deep + ']'), JsonFault::TooDeep);
    EXPECT_EQ(fault(std::string(3'000'000, '[') + std::string(3'000'000, ']')), JsonFault::TooDeep);
    EXPECT_FALSE(accepts(std::string(3'000'000, '[')));
}

TEST(JsonText, NumbersKeepTheirKind)
{
    const auto text = [](double value, WholeNumbers whole = WholeNumbers::Short) {
        std::string result;
        appendJsonNumber(result, value, whole);
        return result;
    };
    EXPECT_EQ(text(10), "10");
    EXPECT_EQ(text(10, WholeNumbers::WithPoint), "10.0");
    EXPECT_EQ(text(10000000), "10000000");
    EXPECT_EQ(text(0.1 + 0.2), "0.30000000000000004");
    EXPECT_EQ(text(-0.0, WholeNumbers::WithPoint), "-0.0");
    EXPECT_EQ(text(1e300, WholeNumbers::WithPoint), "1e+300");
    EXPECT_EQ(compactJson("{ \"a b\" : [ 1 , \"\\\" c\" ] }"), "{\"a b\":[1,\"\\\" c\"]}");
}

} // namespace
} // namespace touchstone
