package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles that own what is restored, as {@code pg_dumpall --globals-only} writes them.
 * On a server that lacks them they are made, without passwords, which no backup holds;
 * those that are there stay as they are.
 */
final class Globals {

	private static final Logger log = LoggerFactory.getLogger(Globals.class);

	private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\";]+)";

	private static final Pattern MADE = Pattern.compile("CREATE ROLE " + NAME + ";");

	private static final Pattern CHANGED = Pattern.compile("ALTER ROLE " + NAME + " (?:WITH|SET) .*;");

	private static final Pattern GRANTED = Pattern
		.compile("(GRANT " + NAME + " TO " + NAME + "(?: WITH [A-Z ,]+?)?)(?: GRANTED BY .*)?;");

	private final List<String> lines;

	Globals(String dumped) {
		this.lines = dumped.lines().toList();
	}

	/** What has to be said to a server that has these roles already. */
	List<String> missing(Set<String> there) {
		Set<String> made = new LinkedHashSet<>();
		List<String> statements = new ArrayList<>();
		for (String line : lines) {
			Matcher create = MADE.matcher(line);
			if (create.matches() && !there.contains(create.group(1))) {
				made.add(create.group(1));
				statements.add(line);
			}
			Matcher change = CHANGED.matcher(line);
			if (change.matches() && made.contains(change.group(1))) {
				statements.add(line);
			}
			Matcher grant = GRANTED.matcher(line);
			if (grant.matches() && made.contains(grant.group(3))) {
				statements.add(grant.group(1) + ";");
			}
		}
		return statements;
	}

	/** Makes those that are missing; all of them or none. */
	void apply(Server server) {
		try (Connection connection = server.administer()) {
			Administration words = new Administration(connection);
			List<String> statements = missing(Set.copyOf(words.values("SELECT quote_ident(rolname) FROM pg_roles")));
			if (statements.isEmpty()) {
				return;
			}
			words.begin();
			for (String statement : statements) {
				words.execute(statement);
			}
			words.commit();
			log.warn("Made at {} without passwords, which backups do not hold (set them): {}", server.place("*"),
					statements.stream().filter(statement -> MADE.matcher(statement).matches()).toList());
		}
		catch (SQLException refused) {
			if ("42501".equals(refused.getSQLState())) {
				throw new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
						"%s lacks roles that own what is restored, and the user may not make them: %s. Let 'restore.user' in the profile be a superuser there, or make the roles of the backup's part .globals.sql yourself.",
						"faltam em %s roles donas do que é restaurado, e o usuário não pode criá-las: %s. Faça de 'restore.user' no perfil um superusuário lá, ou crie você mesmo as roles da parte .globals.sql do backup.",
						server.place("*"), refused.getMessage()), refused);
			}
			throw server.failure("*", refused);
		}
	}

}
