// SPDX-License-Identifier: GPL-3.0-or-later
// The same from C++: `program STUDY INDICATOR` prints the indicator's decision in each closed round.
#include <delphi/delphi.h>

#include <iostream>
#include <memory>

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    std::unique_ptr<delphi_problems, decltype(&delphi_problems_free)> problems(delphi_problems_new(),
                                                                               delphi_problems_free);
    delphi_folder *opened = nullptr;
    if (delphi_folder_open(argv[1], DELPHI_FOLDER_READ, &opened, problems.get()) != DELPHI_OK)
        return 1;
    std::unique_ptr<delphi_folder, decltype(&delphi_folder_free)> folder(opened, delphi_folder_free);
    const std::size_t indicator = delphi_study_indicator(delphi_folder_study(folder.get()), argv[2]);
    for (int round = 1; round <= delphi_folder_closed(folder.get()); round++) {
        const delphi_result *result = nullptr;
        if (delphi_folder_result(folder.get(), round, &result, problems.get()) != DELPHI_OK)
            return 1;
        if (const delphi_outcome *outcome = delphi_result_outcome(result, indicator))
            std::cout << "round " << round << ": " << argv[2] << ' ' << delphi_decision_name(outcome->decision) << '\n';
    }
    return 0;
}
