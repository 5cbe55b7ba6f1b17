package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.profile.TargetProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.Machine;

/**
 * Programs and files in a pod of the real API server, which runs them on this machine.
 */
class PodMachinesIT {

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final String namespace = "machines-" + UUID.randomUUID().toString().substring(0, 8);

	@TempDir
	Path folder;

	@AfterEach
	void end() {
		this.clients.close();
		CLUSTER.client().namespaces().withName(this.namespace).delete();
	}

	private Machine machine() {
		CLUSTER.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: Pod
				metadata: {name: mongodb-0, namespace: %1$s}
				spec: {containers: [{name: mongodb, image: "registry.example.com/mongodb:7"}]}
				""".formatted(this.namespace));
		TargetProfile place = TargetProfile.kubernetes("production", CLUSTER.kubeconfig().toString(), null,
				this.namespace);
		return Awaitility.await()
			.atMost(Patience.LIMIT)
			.ignoreExceptions()
			.until(() -> new PodMachines(this.clients).at(place, "mongodb-0", (how) -> {
			}), (pod) -> pod.run(List.of("true"), Patience.LIMIT).succeeded());
	}

	@Test
	void programsAreRunAndFilesArriveByteForByte() throws IOException {
		Machine machine = machine();
		Machine.Said said = machine.run(List.of("sh", "-c", "echo out; echo err >&2; exit 3"), Patience.LIMIT);
		assertThat(said.succeeded()).as("the simulated node tells no code").isFalse();
		assertThat(said.output()).isEqualTo("out\n");
		assertThat(said.errors()).isEqualTo("err\n");

		byte[] content = new byte[(2 << 20) + 7];
		new Random(1).nextBytes(content);
		String path = this.folder.resolve("archive").toString();
		for (int times = 0; times < 2; times++) {
			try (OutputStream out = machine.write(path)) {
				out.write(content);
			}
		}
		assertThat(Path.of(path)).hasBinaryContent(content);
		try (InputStream in = machine.read(path)) {
			assertThat(in.readAllBytes()).isEqualTo(content);
		}
		assertThatThrownBy(() -> machine.read(path + ".not-there")).isInstanceOf(NoSuchFileException.class);
	}

}
