package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import local.Programs;
import org.junit.jupiter.api.Test;

/** What {@code docker compose config} says of the stack; it needs no engine for that. */
class ComposeIT {

	@Test
	void composeUnderstandsTheStack() {
		String stack = Programs.compose("-f", "docker-compose.yml", "config");
		assertThat(stack).contains("name: holdfast", "service_completed_successfully", "registry.k8s.io/kwok/cluster");
	}

}
