package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import targets.kubernetes.Permissions;

class RoleTest {

	@Test
	void theRoleGrantsExactlyTheVerbsThatTheCodeUses() throws IOException {
		ClusterRole role = Serialization.unmarshal(Files.readString(Path.of("deploy", "base", "role.yaml")),
				ClusterRole.class);
		List<String> granted = role.getRules().stream().flatMap(RoleTest::grants).sorted().toList();
		List<String> used = Permissions.all()
			.stream()
			.flatMap(needed -> needed.verbs().stream().map(verb -> line(needed.group(), needed.resource(), verb)))
			.sorted()
			.toList();
		assertThat(granted).isEqualTo(used);
	}

	private static java.util.stream.Stream<String> grants(PolicyRule rule) {
		return rule.getApiGroups()
			.stream()
			.flatMap(group -> rule.getResources()
				.stream()
				.flatMap(resource -> rule.getVerbs().stream().map(verb -> line(group, resource, verb))));
	}

	private static String line(String group, String resource, String verb) {
		return group + "/" + resource + " " + verb;
	}

}
