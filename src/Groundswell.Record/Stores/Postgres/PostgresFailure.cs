using System.Net.Sockets;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>What PostgreSQL, or the way to it, said when it could not do something: as callers of the journal get it.</summary>
internal static class PostgresFailure
{
    public const string SendAgain = "What was not acknowledged may be sent again under the same command id.";

    /// <summary>Whether the database or the connection failed, and not this program.</summary>
    public static bool Is(Exception failure) => failure is NpgsqlException or TimeoutException or SocketException;

    /// <summary>The connection was lost, or the server is going down or coming up: another connection may do.</summary>
    public static bool IsLostConnection(Exception failure) => failure switch
    {
        PostgresException said => said.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.DatabaseDropped or "57P05" or "25P03",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => false,
        NpgsqlException or SocketException => true,
        _ => false,
    };

    public static JournalUnavailableException Explain(Exception failure) => new(Say(failure), failure);

    private static string Say(Exception failure) => failure switch
    {
        PostgresException said => said.SqlState switch
        {
            PostgresErrorCodes.DiskFull => $"PostgreSQL's disk is full ({said.MessageText}). Make room. {SendAgain}",
            PostgresErrorCodes.IoError => $"PostgreSQL could not read or write its files ({said.MessageText}). Check its disk. {SendAgain}",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"PostgreSQL refused this role ({said.MessageText}). Prepare the database for it with the owner's connection.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
                $"The record's tables are not there ({said.MessageText}). Prepare the database with the owner's connection.",
            PostgresErrorCodes.UniqueViolation =>
                $"PostgreSQL holds such a row already ({said.MessageText}). Unless a replica of this log is written by mistake, run verify.",
            PostgresErrorCodes.LockNotAvailable => $"Another process has held the log for too long ({said.MessageText}). {SendAgain}",
            _ => $"PostgreSQL could not do it (error {said.SqlState}, {said.MessageText}). {SendAgain}",
        },
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => $"PostgreSQL did not answer in time. {SendAgain}",
        _ => $"PostgreSQL could not be reached, or the connection was lost ({failure.Message}). {SendAgain}",
    };
}
