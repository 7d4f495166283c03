#include <algorithm>

#include "core/media/jpeg_codec.h"
#include "core/media/jpeg_error.h"
#include "core/media/orientation.h"
#include "core/media/pixel_budget.h"
#include "core/media/pixel_buffers.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

// Encoders write about ten scans; thousands of them are an attack that costs minutes a picture.
constexpr int maxScans = 500;
/// Rows that are decoded before they are turned upright.
constexpr unsigned stripRows = 32;

/// In place. Adobe's programs store inks inverted.
void cmykToBgra(std::uint8_t* pixel, std::size_t count, bool inverted)
{
    const int flip = inverted ? 0 : 255;
    for (; count > 0; --count, pixel += 4) {
        const int light = pixel[3] ^ flip, red = pixel[0] ^ flip, blue = pixel[2] ^ flip;
        pixel[0] = static_cast<std::uint8_t>(blue * light / 255);
        pixel[1] = static_cast<std::uint8_t>((pixel[1] ^ flip) * light / 255);
        pixel[2] = static_cast<std::uint8_t>(red * light / 255);
        pixel[3] = 255;
    }
}

/// One decompression. Methods jump back to their own start on an error, so they hold nothing that needs a
/// destructor.
class JpegReader {
  public:
    JpegReader()
    {
        m_info.err = m_errors.install();
        // Called for every few rows, also while a progressive file is read to its end.
        m_progress.progress_monitor = [](j_common_ptr info) {
            auto* self = static_cast<JpegReader*>(info->client_data);
            if (self->m_stop && *self->m_stop && (*self->m_stop)())
                self->m_stopped = true;
            if (self->m_stopped || self->m_info.input_scan_number > maxScans)
                ERREXIT(info, JERR_CANT_SUSPEND);
        };
    }
    void stopWhen(const StopAsked& stop) { m_stop = &stop; }
    bool stopped() const { return m_stopped; }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool readHeader(std::string_view bytes)
    {
        if (setjmp(m_errors.back) != 0)
            return false;
        jpeg_create_decompress(&m_info);
        m_info.progress = &m_progress;
        m_info.client_data = this;
        jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
        jpeg_read_header(&m_info, TRUE);
        const bool fourColours = m_info.jpeg_color_space == JCS_CMYK || m_info.jpeg_color_space == JCS_YCCK;
        m_info.out_color_space = fourColours ? JCS_CMYK : JCS_EXT_BGRA;
        return true;
    }
    bool start(unsigned reduction)
    {
        if (setjmp(m_errors.back) != 0)
            return false;
        m_info.scale_num = 1;
        m_info.scale_denom = reduction;
        jpeg_calc_output_dimensions(&m_info);
        return true;
    }
    bool startRows()
    {
        if (setjmp(m_errors.back) != 0)
            return false;
        jpeg_start_decompress(&m_info);
        return true;
    }
    /// The next rows, `count` of them or fewer at the end.
    bool readRows(std::uint8_t* pixels, unsigned count)
    {
        const unsigned first = m_info.output_scanline;
        if (!readInks(pixels, first, std::min(first + count, m_info.output_height)))
            return false;
        if (m_info.out_color_space == JCS_CMYK)
            cmykToBgra(pixels, std::size_t{m_info.output_width} * (m_info.output_scanline - first),
                       m_info.saw_Adobe_marker != FALSE);
        return true;
    }
    /// A file that ends without its last marker is whole as long as no pixel lacked data. A progressive one
    /// is read to its end first, so that only the end itself tells.
    bool truncated() const
    {
        return m_errors.endedEarly && (m_errors.dataMissing || m_info.progressive_mode != FALSE);
    }
    const jpeg_decompress_struct& info() const { return m_info; }
    const char* message() const { return m_errors.message; }

  private:
    bool readInks(std::uint8_t* pixels, unsigned first, unsigned end)
    {
        if (setjmp(m_errors.back) != 0)
            return false;
        const std::size_t stride = std::size_t{m_info.output_width} * 4;
        while (m_info.output_scanline < end) {
            JSAMPROW rows[8];
            const unsigned done = m_info.output_scanline - first;
            const unsigned wanted = std::min(8u, end - m_info.output_scanline);
            for (unsigned i = 0; i < wanted; ++i)
                rows[i] = pixels + (done + i) * stride;
            jpeg_read_scanlines(&m_info, rows, wanted);
        }
        return true;
    }

    jpeg_decompress_struct m_info{};
    jpeg_progress_mgr m_progress{};
    JpegErrors m_errors;
    const StopAsked* m_stop = nullptr;
    bool m_stopped = false;
};

/// Strip by strip into `upright`, so that a turned picture is never in memory twice.
bool readUpright(JpegReader& reader, int orientation, std::uint8_t* upright)
{
    if (!reader.startRows())
        return false;
    const jpeg_decompress_struct& info = reader.info();
    if (orientation == 1)
        return reader.readRows(upright, info.output_height);
    std::vector<std::uint8_t> strip(std::size_t{info.output_width} * stripRows * 4);
    // Memory of a vector comes from operator new, aligned for every type.
    const void* rows = strip.data();
    void* to = upright;
    while (info.output_scanline < info.output_height) {
        const unsigned first = info.output_scanline;
        if (!reader.readRows(strip.data(), stripRows))
            return false;
        placeUpright(orientation, static_cast<const std::uint32_t*>(rows), static_cast<std::int32_t>(first),
                     static_cast<std::int32_t>(info.output_scanline - first),
                     static_cast<std::int32_t>(info.output_width), static_cast<std::int32_t>(info.output_height),
                     static_cast<std::uint32_t*>(to));
    }
    return true;
}

Error damaged(const JpegReader& reader)
{
    return {ErrorCode::InvalidInput,
            std::string("The JPEG is damaged (") + reader.message() +
                "). Copy the file again from its source.",
            {}};
}

/// The least that entropy coding can make of so many blocks; less means that most of the picture is not there.
/// Arithmetic coding has no such bound.
bool cannotHold(const jpeg_decompress_struct& info, std::size_t bytes)
{
    const std::size_t blocks = (std::size_t{info.image_width} + 7) / 8 * ((std::size_t{info.image_height} + 7) / 8);
    return info.arith_code == FALSE && bytes * 8 < blocks * (info.progressive_mode != FALSE ? 1 : 2);
}

/// The power of two up to 8 by which the picture may shrink.
unsigned reductionFor(std::int64_t longerSide, std::int32_t maxSide)
{
    unsigned reduction = 1;
    while (maxSide > 0 && reduction < 8 && longerSide / (2 * reduction) >= maxSide)
        reduction *= 2;
    return reduction;
}

/// What progressive files need besides the pixels: two bytes a coefficient.
std::size_t workingBytes(const jpeg_decompress_struct& info)
{
    const std::size_t pixels = std::size_t{info.output_width} * info.output_height * 4;
    const std::size_t coefficients =
        std::size_t{info.image_width} * info.image_height * static_cast<std::size_t>(info.num_components) * 2;
    return pixels + (info.progressive_mode != FALSE ? coefficients : 0);
}

} // namespace

Result<ImageBuffer> decodeJpeg(std::string_view bytes, const ImageHeader& header, std::int32_t maxSide,
                               std::size_t budgetBytes, const StopAsked& stop)
{
    JpegReader reader;
    reader.stopWhen(stop);
    if (!reader.readHeader(bytes) ||
        !reader.start(reductionFor(std::max(header.width, header.height), maxSide)))
        return damaged(reader);
    const jpeg_decompress_struct& info = reader.info();
    const bool turned = header.orientation >= 5;
    if (info.image_width != (turned ? header.height : header.width) ||
        info.image_height != (turned ? header.width : header.height))
        return Error{ErrorCode::InvalidInput, "The JPEG states two different sizes.", {}};
    // The file lies in memory too.
    const std::size_t needed = workingBytes(info) + bytes.size();
    if (needed > budgetBytes)
        return Error{ErrorCode::InvalidInput, overBudgetMessage(needed, budgetBytes), {}};
    if (cannotHold(info, bytes.size()))
        return Error{ErrorCode::InvalidInput,
                     "The JPEG states " + withThousands(header.width) + " × " + withThousands(header.height) +
                         " pixels, but is too short for so many: it is truncated. Copy the file again from its "
                         "source.",
                     {}};

    const auto width = static_cast<std::int32_t>(info.output_width);
    const auto height = static_cast<std::int32_t>(info.output_height);
    auto pixels = takePixelBuffer(std::size_t{info.output_width} * info.output_height * 4);
    if (!readUpright(reader, header.orientation, pixels->data()))
        return reader.stopped() ? Error{ErrorCode::Cancelled, "The picture is not wanted any more.", {}}
                                : damaged(reader);
    if (reader.truncated())
        return Error{ErrorCode::InvalidInput,
                     "The JPEG is truncated: its end is missing. Copy the file again from its source.",
                     {}};
    return ImageBuffer{turned ? height : width, turned ? width : height,
                       static_cast<std::int32_t>(header.width), static_cast<std::int32_t>(header.height),
                       std::move(pixels)};
}

} // namespace touchstone
