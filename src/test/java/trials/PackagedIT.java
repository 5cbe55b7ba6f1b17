package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import local.AgenteIa;
import local.Application;
import local.LocalEnvironment;
import local.LocalStack.Part;
import local.LocalStack;
import local.TrafficModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar unpacked and started as the image does it and docs/running.md says: profiles
 * from a folder, everything else from the environment.
 */
class PackagedIT {

	private static final String NAMESPACE = "packaged-trial";

	@TempDir
	private Path folder;

	@Test
	void theJarPlansACanaryByAProfileFromAFolder() throws Exception {
		LocalStack stack = LocalStack.shared().start(Part.values());
		stack.ledger().createDatabase("ledger_packaged");
		AgenteIa.createDatabase(stack.systemDatabase());
		AgenteIa.deploy(stack.kubernetes(), NAMESPACE, 3);
		try (TrafficModel traffic = new TrafficModel(stack.kubernetes(), AgenteIa.SYSTEM, NAMESPACE,
				AgenteIa.COMPONENT)) {
			Application application = Application.packaged(folder,
					new LocalEnvironment().worker(stack, "ledger_packaged")
						.agenteIa(stack, NAMESPACE, traffic.url(), folder.resolve("backups"))
						.with("HOLDFAST_SYSTEMS", profiles().toString())
						.variables());
			application.start();
			try {
				WorkflowStub run = stack.temporal()
					.client()
					.newUntypedWorkflowStub("CanaryDeploy",
							WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId("packaged").build());
				run.start(Map.of("system", AgenteIa.SYSTEM, "version", "v1.3.0", "mode", "plan"));
				Outcome outcome = run.getResult(1, TimeUnit.MINUTES, Outcome.class);
				assertThat(outcome.result()).isEqualTo(Outcome.Result.PLANNED);
				assertThat(outcome.changes()).anyMatch(change -> change.what().contains("agente-api-canary"));
			}
			finally {
				application.stop();
			}
		}
	}

	private Path profiles() throws IOException {
		Path systems = Files.createDirectory(folder.resolve("systems"));
		Files.copy(Path.of("src", "main", "resources", "systems", "agente-de-ia.yaml"),
				systems.resolve("agente-de-ia.yaml"));
		return systems;
	}

}
