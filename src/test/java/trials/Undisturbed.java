package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import local.HoldingProxy.Write;
import local.HoldingProxy;
import local.LocalStack.Part;
import local.LocalStack;

/**
 * The two canary deploys that crash and outage trials disturb, a good and a bad one, and
 * what each leaves behind when nobody disturbs it.
 */
final class Undisturbed {

	static final Duration DWELL = Duration.ofSeconds(4);

	/** Never over: such a stage ends by what happens in it. */
	static final Duration LONG = Duration.ofMinutes(10);

	static final Predicate<Write> CANARY_WORKLOAD = write -> write.of("deployments")
			&& (write.path() + write.body()).contains("agente-api-canary");

	static final Predicate<Write> STABLE_WORKLOAD = write -> write.of("deployments/agente-api?")
			|| write.path().endsWith("deployments/agente-api");

	private static Traces good;

	private static Traces bad;

	private Undisturbed() {
	}

	static synchronized Traces good() {
		if (good == null) {
			good = with("calm-good", operations -> {
				WorkflowStub run = operations.deploy("calm-good", "v1.3.0", DWELL);
				operations.approve(run, "stage-5");
				operations.approve(run, "stage-50");
				operations.approve(run, "promote");
				assertThat(operations.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
				return operations.traces(run);
			});
		}
		return good;
	}

	static synchronized Traces bad() {
		if (bad == null) {
			bad = with("calm-bad", operations -> {
				WorkflowStub run = operations.deploy("calm-bad", "v1.4.0-bad", LONG);
				assertThat(Operations.failure(run)).hasMessageContaining("v1.4.0-bad");
				return operations.traces(run);
			});
		}
		return bad;
	}

	/** A write of the route that gives the canary this share. */
	static Predicate<Write> moving(int weight) {
		return write -> write.of("httproutes") && write.body().matches("(?s).*\"weight\":\\s*" + weight + "\\b.*");
	}

	/**
	 * The application beside a namespace of its own, with a proxy that can hold writes.
	 */
	static <T> T with(String name, Function<Operations, T> trial) {
		HoldingProxy proxy = new HoldingProxy(LocalStack.shared().start(Part.KUBERNETES).kubernetes());
		Map<String, String> variables = Map.of("AGENTE_IA_KUBECONFIG", proxy.kubeconfig(temporary(name)).toString());
		try (proxy; Operations operations = new Operations(name, variables)) {
			operations.cluster = proxy;
			return trial.apply(operations);
		}
	}

	private static Path temporary(String name) {
		try {
			return Files.createTempDirectory("holdfast-" + name).resolve("kubeconfig");
		}
		catch (IOException noFolder) {
			throw new UncheckedIOException(noFolder);
		}
	}

}
