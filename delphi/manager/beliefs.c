/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beliefs for a simulation of a folder's study, from a table outside of it. */
#include "base/buffer.h"
#include "base/file.h"
#include "manager/folder.h"

delphi_status delphi_folder_beliefs(const delphi_folder *folder, const char *file, delphi_beliefs **out,
                                    delphi_problems *problems) {
    delphi_buffer bytes = {0};
    delphi_status status = base_file_read(file, file, &bytes, NULL, problems);
    if (status == DELPHI_OK)
        status = delphi_read_beliefs(folder->study, file, base_buffer_string(&bytes), bytes.size, out, problems);
    delphi_buffer_free(&bytes);
    return status;
}
