package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

	@Test
	void theLineHasFolderVariablesAndArgumentsEachQuoted() {
		assertThat(Command.of("ls", "a b").in("/x y").with("A", "$B").line())
			.isEqualTo("'cd' '/x y' && exec 'env' 'A=$B' 'LC_ALL=C.UTF-8' 'ls' 'a b'");
	}

	@Test
	void sudoStandsDirectlyBeforeTheProgramSoThatSudoersCanAllowExactlyThat() {
		Command restart = Command.of("systemctl", "restart", "x").asRoot();

		assertThat(restart.line(Map.of("MARK", "1")))
			.isEqualTo("exec 'env' 'LC_ALL=C.UTF-8' 'sudo' '-n' '--' 'systemctl' 'restart' 'x'");
		assertThat(restart.with("A", "b").line()).endsWith("'sudo' '-n' '--' 'env' 'A=b' 'systemctl' 'restart' 'x'");
	}

	@Test
	void variablesWithNamesThatAShellWouldReadAreRefused() {
		for (String name : List.of("", "1A", "A-B", "A=B", "A B", "$(id)")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Command.of("true").with(name, "x"))
				.withMessageContaining("'" + name + "'");
		}
	}

	@Test
	void messagesShowWordsButNeitherVariablesNorInputNorWholeScripts() {
		Command command = Command.of("sh", "-c", "a\nb", "x")
			.with("TOKEN", "secret")
			.reading("secret".getBytes())
			.asRoot();

		assertThat(command.inWords()).isEqualTo("sudo sh -c ... x");
		assertThat(command.toString()).doesNotContain("secret");
	}

	@Test
	void filesHaveWholePathsAndPermissionsInOctal() {
		assertThatIllegalArgumentException().isThrownBy(() -> HostFile.at("etc/x"));
		assertThatIllegalArgumentException().isThrownBy(() -> HostFile.at("/etc/"));
		assertThatIllegalArgumentException().isThrownBy(() -> HostFile.at("/etc/x").mode("u+x"));
		assertThatIllegalArgumentException().isThrownBy(() -> HostFile.at("/etc/x").ownedBy("a b"));
	}

	@Test
	void theTailIsWhatWasWrittenLast() {
		Tail tail = new Tail(5);
		for (String part : List.of("abc", "de", "f", "ghijklmnop", "", "q")) {
			tail.write(part.getBytes(), 0, part.length());
		}

		assertThat(new String(tail.bytes())).isEqualTo("mnopq");
		assertThat(tail.cut()).isTrue();
		Tail whole = new Tail(5);
		whole.write("abcde".getBytes(), 0, 5);
		assertThat(new String(whole.bytes())).isEqualTo("abcde");
		assertThat(whole.cut()).isFalse();
	}

}
