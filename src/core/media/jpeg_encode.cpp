#include <cstdlib>

#include "core/media/jpeg_codec.h"
#include "core/media/jpeg_error.h"

namespace touchstone {

namespace {

class JpegWriter {
  public:
    JpegWriter() { m_info.err = m_errors.install(); }
    ~JpegWriter()
    {
        jpeg_destroy_compress(&m_info);
        std::free(m_bytes);
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    bool write(const ImageBuffer& image, int quality)
    {
        if (setjmp(m_errors.back) != 0)
            return false;
        jpeg_create_compress(&m_info);
        jpeg_mem_dest(&m_info, &m_bytes, &m_size);
        m_info.image_width = static_cast<JDIMENSION>(image.width);
        m_info.image_height = static_cast<JDIMENSION>(image.height);
        m_info.input_components = 4;
        m_info.in_color_space = JCS_EXT_BGRX;
        jpeg_set_defaults(&m_info);
        jpeg_set_quality(&m_info, quality, TRUE);
        m_info.comp_info[0].h_samp_factor = 1;
        m_info.comp_info[0].v_samp_factor = 1;
        jpeg_start_compress(&m_info, TRUE);
        while (m_info.next_scanline < m_info.image_height) {
            JSAMPROW row = image.pixels->data() + std::size_t{m_info.next_scanline} * m_info.image_width * 4;
            jpeg_write_scanlines(&m_info, &row, 1);
        }
        jpeg_finish_compress(&m_info);
        return true;
    }
    std::string bytes() const { return {reinterpret_cast<const char*>(m_bytes), m_size}; }
    const char* message() const { return m_errors.message; }

  private:
    jpeg_compress_struct m_info{};
    JpegErrors m_errors;
    unsigned char* m_bytes = nullptr;
    unsigned long m_size = 0;
};

} // namespace

Result<std::string> encodeJpeg(const ImageBuffer& image, int quality)
{
    JpegWriter writer;
    if (!writer.write(image, quality))
        return Error{ErrorCode::InvalidInput,
                     std::string("The picture cannot be written as JPEG: ") + writer.message() + ".",
                     {}};
    return writer.bytes();
}

} // namespace touchstone
