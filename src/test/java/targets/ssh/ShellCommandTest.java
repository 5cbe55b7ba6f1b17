package targets.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShellCommandTest {

	@Test
	void aRealShellGivesBackHostileArgumentsUnchanged() throws IOException, InterruptedException {
		List<String> hostile = List.of("", " ", "'", "''", "\"", "\\", "\\'", "a\nb", "\n", "$(id)", "`id`", "$HOME",
				"-rf", "--", "*", "~", "; id", "&& id", "| id", "> x", "#", "!", "\t", "{a,b}", "\r");
		List<String> arguments = new ArrayList<>(List.of("printf", "%s\\0"));
		arguments.addAll(hostile);

		Process shell = new ProcessBuilder("/bin/sh", "-c", ShellCommand.line(arguments)).redirectErrorStream(true)
			.start();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(shell.waitFor()).as(output).isZero();
		assertThat(output).isEqualTo(String.join("\0", hostile) + "\0");
	}

	@Test
	void aCommandWithoutAProgramIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ShellCommand.line(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> ShellCommand.line(List.of("")));
	}

	@Test
	void anArgumentWithTheNulCharacterIsRefusedWithItsPlace() {
		assertThatIllegalArgumentException().isThrownBy(() -> ShellCommand.line(List.of("echo", "ab\0c")))
			.withMessageContaining("index 2");
	}

}
