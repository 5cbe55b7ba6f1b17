package secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencedSecretsTest {

	private final Secrets secrets = new ReferencedSecrets(Map.of("TOKEN", "from the environment")::get,
			new KubernetesSecrets(() -> {
				throw new IllegalStateException("no cluster is needed here");
			}));

	@TempDir
	Path folder;

	@Test
	void anEnvironmentVariableIsRead() {
		assertThat(secrets.resolve("env:TOKEN")).isEqualTo("from the environment");
	}

	@Test
	void aFileIsReadWithoutItsLineEnd() throws IOException {
		Path file = Files.writeString(folder.resolve("token"), "from a file\n");
		assertThat(secrets.resolve("file:" + file)).isEqualTo("from a file");
	}

	@Test
	void whatIsNotThereIsEmptyAndNamedWhenItMustBeThere() {
		assertThat(secrets.find("env:ABSENT")).isEmpty();
		assertThat(secrets.find("file:" + folder.resolve("absent"))).isEmpty();
		assertThat(secrets.find(null)).isEmpty();
		assertThatThrownBy(() -> secrets.resolve("env:ABSENT")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("env:ABSENT")
			.hasMessageContaining("not set");
	}

	@Test
	void aSecretPastedWhereAReferenceBelongsIsNotRepeated() {
		assertThatThrownBy(() -> secrets.resolve("xoxb-1234")).hasMessageNotContaining("xoxb")
			.hasMessageContaining("env:NAME");
		assertThatThrownBy(() -> secrets.resolve("https://hooks.example.com/secret")).hasMessageNotContaining("hooks")
			.hasMessageContaining("'https'");
	}

	@Test
	void anIncompleteKubernetesReferenceIsRefused() {
		assertThatThrownBy(() -> secrets.resolve("kubernetes-secret:agente-ia/database"))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE))
			.hasMessageContaining("namespace/name/key");
	}

}
