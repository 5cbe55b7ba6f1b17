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
		assertThat(granted("role.yaml")).isEqualTo(used(Permissions.all()));
	}

	@Test
	void theRoleForGitOpsToolsGrantsExactlyWhatPausingThemUses() throws IOException {
		assertThat(granted("gitops-role.yaml")).isEqualTo(used(Permissions.GIT_OPS));
	}

	@Test
	void theRolesForVeleroGrantExactlyWhatBackupsAndRestoresUse() throws IOException {
		assertThat(granted("velero-role.yaml")).isEqualTo(used(Permissions.VELERO));
		assertThat(granted("recovery-role.yaml")).isEqualTo(used(Permissions.RECOVERY));
	}

	private static List<String> granted(String file) throws IOException {
		ClusterRole role = Serialization.unmarshal(Files.readString(Path.of("deploy", "base", file)),
				ClusterRole.class);
		return role.getRules().stream().flatMap(RoleTest::grants).sorted().toList();
	}

	private static List<String> used(List<Permissions.Permission> permissions) {
		return permissions.stream()
			.flatMap(needed -> needed.verbs().stream().map(verb -> line(needed.group(), needed.resource(), verb)))
			.sorted()
			.toList();
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
