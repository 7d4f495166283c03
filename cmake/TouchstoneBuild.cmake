# Compiler settings and the two functions that every folder of src/ and tests/ uses.

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
    # Without these, ccache refuses every file that uses a precompiled header.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    endif()
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-qual -Wundef -fstack-protector-strong -fstack-clash-protection)
# GCC 12 takes strings of its own library for out of bounds once their header is precompiled; AddressSanitizer looks for
# those that are.
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>)
if(TOUCHSTONE_WERROR)
    add_compile_options(-Werror)
endif()
# Enough for readable reports; higher levels double the time of a build and find nothing more.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
if(TOUCHSTONE_SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
elseif(TOUCHSTONE_SANITIZE)
    # clang alone has libFuzzer, so that one build of the core serves its tests and the fuzz targets.
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "AddressSanitizer and the fuzz targets need clang: configure with -DCMAKE_CXX_COMPILER=clang++")
    endif()
    # Two checks of UndefinedBehaviorSanitizer take a sixth of the time to compile and find little that
    # AddressSanitizer does not.
    add_compile_options(-fsanitize=address,undefined -fno-sanitize=object-size,vptr -fno-sanitize-recover=all
        -fno-omit-frame-pointer -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/suppressions/ubsan_libraries.txt)
    add_link_options(-fsanitize=address,undefined)
else()
    add_compile_options($<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
add_compile_definitions(_GLIBCXX_ASSERTIONS)

find_package(Threads REQUIRED)

set(standard_headers <algorithm> <array> <charconv> <chrono> <filesystem> <fstream> <functional> <map> <memory> <mutex>
    <optional> <set> <span> <sstream> <string> <string_view> <unordered_map> <unordered_set> <variant> <vector>)

# precompile(name kind headers…): the first target of a kind compiles its headers, the others use what it made.
function(precompile name kind)
    get_property(first GLOBAL PROPERTY touchstone_precompiled_${kind})
    if(first)
        target_precompile_headers(${name} REUSE_FROM ${first})
    else()
        set_property(GLOBAL PROPERTY touchstone_precompiled_${kind} ${name})
        target_precompile_headers(${name} PRIVATE ${ARGN})
    endif()
endfunction()

# touchstone_library(name SOURCES a.cpp … [PUBLIC targets…] [PRIVATE targets…] [QT])
# A static library of one folder; QT turns on moc, rcc, uic and the Qt precompiled header.
function(touchstone_library name)
    cmake_parse_arguments(arg "QT" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/include PRIVATE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if(arg_QT)
        target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
        set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON AUTOUIC ON
            AUTOUIC_SEARCH_PATHS ${PROJECT_SOURCE_DIR}/ui)
        target_compile_definitions(${name} PUBLIC QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)
        precompile(${name} window <QtWidgets/QtWidgets> <memory> <string> <variant> <vector>)
    else()
        precompile(${name} core ${standard_headers})
        if(TOUCHSTONE_SANITIZE STREQUAL "address")
            target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
        endif()
    endif()
endfunction()

# What only calls the libraries (tests, commands) needs less optimization, and no UndefinedBehaviorSanitizer: it compiles
# in four fifths of the time in Release, in half of it with sanitizers.
function(touchstone_only_calls name)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    if(TOUCHSTONE_SANITIZE STREQUAL "address")
        target_compile_options(${name} PRIVATE -fno-sanitize=undefined -O0)
    endif()
endfunction()

# touchstone_test(name SOURCES a.cpp … LINK targets… [QT | STARTS_WINDOW] [THREADS] [SLOW] [TIMEOUT seconds])
# One GoogleTest program. With QT it has windows, with STARTS_WINDOW it starts another program that has; both run on the
# offscreen platform and have the label "window", the others have the label "core". THREADS: it also runs under
# ThreadSanitizer; SLOW: it is started before the others.
function(touchstone_test name)
    cmake_parse_arguments(arg "QT;STARTS_WINDOW;THREADS;SLOW" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE
        TOUCHSTONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        TOUCHSTONE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        TOUCHSTONE_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
    target_link_libraries(${name} PRIVATE ${arg_LINK} GTest::gtest)
    touchstone_only_calls(${name})
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_link_libraries(${name} PRIVATE Qt6::Test)
        # No test asks for these; they differ from folder to folder and would keep the tests from sharing what is
        # precompiled.
        target_compile_options(${name} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
        precompile(${name} window_test <QtWidgets/QtWidgets> <QtTest/QtTest> <gtest/gtest.h>)
    else()
        target_link_libraries(${name} PRIVATE GTest::gtest_main)
        precompile(${name} core_test ${standard_headers} <gtest/gtest.h>)
    endif()
    set(suppressions ${PROJECT_SOURCE_DIR}/cmake/suppressions)
    # Freed memory is kept back, but not so much that each fork of these tests has to copy the tables of it all.
    set(environment "ASAN_OPTIONS=detect_leaks=1:quarantine_size_mb=16"
        "UBSAN_OPTIONS=print_stacktrace=1" "TSAN_OPTIONS=suppressions=${suppressions}/tsan.txt:ignore_noninstrumented_modules=1")
    if(arg_QT OR arg_STARTS_WINDOW)
        list(APPEND environment "QT_QPA_PLATFORM=offscreen" "QT_LOGGING_RULES=qt.qpa.*=false"
            "LSAN_OPTIONS=suppressions=${suppressions}/lsan_qt.txt:print_suppressions=0")
        set(label window)
    else()
        add_dependencies(core_tests ${name})
        set(label core)
    endif()
    if(arg_THREADS)
        add_dependencies(thread_tests ${name})
        list(APPEND label threads)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(TOUCHSTONE_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}" LABELS "${label}")
    if(arg_SLOW)
        set_tests_properties(${name} PROPERTIES COST 1)
    endif()
endfunction()
