package bench;

import com.sun.net.httpserver.HttpServer;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import probes.Asked;
import probes.SideBySide;
import secrets.Secrets;

/**
 * All probes of a system with 50 components, against its slowest probe alone: web
 * addresses that answer after 0 to 250 ms.
 */
class HealthBench {

	private static final int COMPONENTS = 50;

	private static final int ROUNDS = 15;

	private static final int STEP_MILLISECONDS = 5;

	private static final Surroundings NOTHING = new Surroundings(List.of(), List.of(), null);

	@Test
	void allProbesOfFiftyComponentsAgainstTheSlowestOfThem() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", exchange -> {
			long delay = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
			answerAfter(delay);
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(Secrets.class, NoSecrets::new);
			context.registerBean(SideBySide.class);
			context.scan("probes.network");
			context.refresh();
			measure(context.getBean(SideBySide.class), probes(server.getAddress().getPort()));
		}
		finally {
			server.stop(0);
		}
	}

	private static void measure(SideBySide questions, List<Probe> probes) {
		List<Double> all = new ArrayList<>();
		List<Double> slowest = new ArrayList<>();
		for (int round = -3; round < ROUNDS; round++) {
			double together = time(questions, probes);
			double alone = time(questions, List.of(probes.getLast()));
			if (round >= 0) {
				all.add(together);
				slowest.add(alone);
			}
		}
		Figures.ratio("the probes of " + COMPONENTS + " components, against the slowest of them alone", "ms", all,
				slowest, 1.3);
	}

	private static double time(SideBySide questions, List<Probe> probes) {
		long began = System.nanoTime();
		List<ProbeAnswer> answers = questions.ask(probes, NOTHING);
		double milliseconds = (System.nanoTime() - began) / 1e6;
		Assertions.assertThat(answers).extracting(ProbeAnswer::health).containsOnly(Health.HEALTHY);
		return milliseconds;
	}

	private static List<Probe> probes(int port) {
		return IntStream.rangeClosed(1, COMPONENTS)
			.mapToObj(number -> Asked
				.probe("kind: http, url: \"http://127.0.0.1:" + port + "/" + number * STEP_MILLISECONDS + "\""))
			.toList();
	}

	private static void answerAfter(long milliseconds) {
		try {
			TimeUnit.MILLISECONDS.sleep(milliseconds);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	/** There are none here. */
	private static final class NoSecrets implements Secrets {

		@Override
		public String resolve(String reference) {
			throw new PermanentFailure(FailureKind.PROFILE, reference + " stands for nothing");
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.empty();
		}

	}

}
