using Groundswell.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
