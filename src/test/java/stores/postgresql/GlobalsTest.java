package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which roles a server still needs. */
class GlobalsTest {

	private static final Globals DUMPED = new Globals("""
			-- Roles
			CREATE ROLE postgres;
			ALTER ROLE postgres WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;
			CREATE ROLE "the owner";
			ALTER ROLE "the owner" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN;
			ALTER ROLE "the owner" SET search_path TO 'public', 'audit';
			CREATE ROLE readers;
			ALTER ROLE readers WITH NOSUPERUSER NOLOGIN;
			GRANT readers TO postgres GRANTED BY postgres;
			GRANT readers TO "the owner" WITH ADMIN OPTION GRANTED BY postgres;
			CREATE TABLESPACE fast OWNER postgres LOCATION '/fast';
			""");

	@Test
	void whatIsMissingIsMadeAndWhatIsThereIsLeftAsItIs() {
		assertThat(DUMPED.missing(Set.of("postgres", "readers"))).containsExactly("CREATE ROLE \"the owner\";",
				"ALTER ROLE \"the owner\" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN;",
				"ALTER ROLE \"the owner\" SET search_path TO 'public', 'audit';",
				"GRANT readers TO \"the owner\" WITH ADMIN OPTION;");
	}

	@Test
	void aServerThatHasThemAllIsToldNothing() {
		assertThat(DUMPED.missing(Set.of("postgres", "readers", "\"the owner\""))).isEmpty();
	}

}
