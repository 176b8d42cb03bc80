// SQLite with our errors: a connection, its statements and transactions.
#pragma once

#include "core/base/result.h"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace rackwright::store {

class Database;

// A prepared statement. Binding counts from 1, reading from 0, as in SQLite.
class Statement
{
public:
    void bind(int index, std::int64_t value);
    void bind(int index, double value);
    void bind(int index, std::string_view text);     // must live until the next step() or reset()
    void bindCopy(int index, std::string_view text); // may be gone by then
    void bindBlob(int index, std::string_view bytes);
    void bindNull(int index);

    // True: there is a row to read. False: the end.
    Result<bool> step();
    // Runs a statement that gives no rows, and makes it ready to run again.
    Status run();
    void reset();

    // For column readers. One connection is used by one thread at a time, so SQLite's caveat about
    // unprotected values does not apply.
    [[nodiscard]] sqlite3_value* value(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const; // until the next step

private:
    friend class Database;

    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    Statement(const Database& database, sqlite3_stmt* statement);

    const Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Lives at one address: its statements refer to it.
class Database
{
public:
    enum class Mode
    {
        ReadWrite,
        ReadOnly,
        Immutable, // read-only, on a medium where not even a lock can be written
        Create,
    };

    // Opens without reading. An empty path makes a database in memory.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Mode mode);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() const { return connection_.get(); }
    [[nodiscard]] bool isReadOnly() const;
    // Whether another file, or none, is where this one was.
    [[nodiscard]] bool hasMoved() const;

    Status execute(const std::string& sql);
    [[nodiscard]] Result<Statement> prepare(const std::string& sql) const;
    // The first value of the first row; 0 when there is none.
    [[nodiscard]] Result<std::int64_t> integer(const std::string& sql) const;

    // What the newest call on this connection failed with, or what a result code stands for.
    [[nodiscard]] Error failure() const;
    [[nodiscard]] Error failure(int resultCode) const;
    [[nodiscard]] Error damage(std::string detail) const;

private:
    struct Close
    {
        void operator()(sqlite3* connection) const { sqlite3_close(connection); }
    };

    Database(std::string path, sqlite3* connection);

    std::string path_;
    std::unique_ptr<sqlite3, Close> connection_;
};

// Everything between begin() and commit() happens, or nothing.
class Transaction
{
public:
    // Write: nobody else may write from now on. Read: a steady view.
    enum class Kind
    {
        Read,
        Write,
    };

    static Result<Transaction> begin(Database& database, Kind kind);

    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) noexcept = delete;
    ~Transaction() = default; // rolls back what was not committed

    Status commit();

private:
    struct RollBack
    {
        void operator()(Database* database) const;
    };

    explicit Transaction(Database& database);

    std::unique_ptr<Database, RollBack> open_;
};

} // namespace rackwright::store
