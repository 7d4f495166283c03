#pragma once

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

namespace touchstone {

/// libjpeg's errors as a jump back to the caller, with the message and the kinds of warnings that were seen.
struct JpegErrors {
    jpeg_error_mgr base{};
    std::jmp_buf back{};
    char message[JMSG_LENGTH_MAX] = {};
    bool endedEarly = false;
    bool dataMissing = false;

    /// The value for the `err` member of the codec struct.
    jpeg_error_mgr* install()
    {
        jpeg_std_error(&base);
        base.error_exit = [](j_common_ptr info) {
            auto* self = reinterpret_cast<JpegErrors*>(info->err);
            info->err->format_message(info, self->message);
            std::longjmp(self->back, 1);
        };
        base.emit_message = [](j_common_ptr info, int level) {
            auto* self = reinterpret_cast<JpegErrors*>(info->err);
            self->endedEarly |= level < 0 && info->err->msg_code == JWRN_JPEG_EOF;
            self->dataMissing |= level < 0 && info->err->msg_code == JWRN_HIT_MARKER;
        };
        base.output_message = [](j_common_ptr) {};
        return &base;
    }
};

} // namespace touchstone
