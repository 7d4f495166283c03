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

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow=local -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-qual -Wundef -fstack-protector-strong -fstack-clash-protection)
if(TOUCHSTONE_WERROR)
    add_compile_options(-Werror)
endif()
if(TOUCHSTONE_SANITIZE)
    # Enough for readable reports; higher levels double the time of a build and find nothing more.
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
else()
    add_compile_options($<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
add_compile_definitions(_GLIBCXX_ASSERTIONS)

find_package(Threads REQUIRED)

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
        target_precompile_headers(${name} PRIVATE <QtWidgets/QtWidgets> <memory> <string> <variant> <vector>)
    endif()
endfunction()

# touchstone_test(name SOURCES a.cpp … LINK targets… [QT] [TIMEOUT seconds])
# One GoogleTest program, found test by test by ctest. With QT it runs on the offscreen platform.
function(touchstone_test name)
    cmake_parse_arguments(arg "QT" "TIMEOUT" "SOURCES;LINK" ${ARGN})
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
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_link_libraries(${name} PRIVATE Qt6::Test)
        target_precompile_headers(${name} PRIVATE <QtWidgets/QtWidgets> <QtTest/QtTest> <gtest/gtest.h>)
        set(environment "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;ASAN_OPTIONS=detect_leaks=0")
    else()
        target_link_libraries(${name} PRIVATE GTest::gtest_main)
        set(environment "ASAN_OPTIONS=detect_leaks=1")
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}")
endfunction()
