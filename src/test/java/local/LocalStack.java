package local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The real servers on this machine, the same for {@code ./holdfast up}, the integration
 * tests and the benches. Each is started when it is first asked for and runs on free
 * loopback ports; {@link #start} starts several at once. None outlives the JVM.
 */
public final class LocalStack implements AutoCloseable {

	/** What can be started. */
	public enum Part {

		TEMPORAL, KUBERNETES, PROMETHEUS, ALERTMANAGER, LEDGER, SYSTEM_DATABASE

	}

	private final Path directory;

	private final Lazy<TemporalServer> temporal;

	private final Lazy<KubernetesCluster> kubernetes;

	private final Lazy<AlertmanagerServer> alertmanager;

	private final Lazy<PrometheusServer> prometheus;

	private final Lazy<PostgresServer> ledger;

	private final Lazy<PostgresServer> systemDatabase;

	/** A stack of its own in this folder; what an earlier stack left there is removed. */
	public LocalStack(Path directory) {
		Directories.delete(directory);
		this.directory = Directories.create(directory);
		this.temporal = new Lazy<>(() -> new TemporalServer(folder("temporal")));
		this.kubernetes = new Lazy<>(() -> new KubernetesCluster(folder("kubernetes")));
		this.alertmanager = new Lazy<>(() -> new AlertmanagerServer(folder("alertmanager")));
		this.prometheus = new Lazy<>(() -> new PrometheusServer(folder("prometheus"), alertmanager().address()));
		this.ledger = new Lazy<>(() -> new PostgresServer(folder("ledger")));
		this.systemDatabase = new Lazy<>(() -> new PostgresServer(folder("system-database")));
	}

	/** The one stack of this JVM, for tests that leave its servers running. */
	public static LocalStack shared() {
		return Shared.STACK;
	}

	/** Starts these servers at the same time and returns when all answer. */
	public LocalStack start(Part... parts) {
		List<Callable<LocalServer>> starts = new ArrayList<>();
		Arrays.stream(parts).forEach((part) -> starts.add(() -> server(part)));
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<LocalServer> started : executor.invokeAll(starts)) {
				started.get();
			}
			return this;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause().getMessage(), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the local stack was starting", ex);
		}
	}

	private LocalServer server(Part part) {
		return switch (part) {
			case TEMPORAL -> temporal();
			case KUBERNETES -> kubernetes();
			case PROMETHEUS -> prometheus();
			case ALERTMANAGER -> alertmanager();
			case LEDGER -> ledger();
			case SYSTEM_DATABASE -> systemDatabase();
		};
	}

	public TemporalServer temporal() {
		return this.temporal.get();
	}

	public KubernetesCluster kubernetes() {
		return this.kubernetes.get();
	}

	/** Prometheus; it knows the Alertmanager, which is started with it. */
	public PrometheusServer prometheus() {
		return this.prometheus.get();
	}

	public AlertmanagerServer alertmanager() {
		return this.alertmanager.get();
	}

	/** PostgreSQL for our own ledger; make a database of your own in it. */
	public PostgresServer ledger() {
		return this.ledger.get();
	}

	/**
	 * PostgreSQL of the operated systems: a server of its own, that can be stopped while
	 * the ledger runs.
	 */
	public PostgresServer systemDatabase() {
		return this.systemDatabase.get();
	}

	/** Folder of the stack: one folder for each server, with its log. */
	public Path directory() {
		return this.directory;
	}

	private Path folder(String name) {
		return Directories.create(this.directory.resolve(name));
	}

	/** Ends every server that was started. */
	@Override
	public void close() {
		List.of(this.temporal, this.kubernetes, this.prometheus, this.alertmanager, this.ledger, this.systemDatabase)
			.forEach(Lazy::close);
	}

	/** A server that is made and started when it is first asked for. */
	private static final class Lazy<T extends LocalServer> {

		private final Supplier<T> maker;

		private T server;

		Lazy(Supplier<T> maker) {
			this.maker = maker;
		}

		synchronized T get() {
			if (this.server == null) {
				T made = this.maker.get();
				made.start();
				this.server = made;
			}
			return this.server;
		}

		synchronized void close() {
			if (this.server != null) {
				this.server.close();
			}
		}

	}

	/**
	 * Made when it is first used; its processes end with the JVM, its files stay until
	 * the next JVM's turn.
	 */
	private static final class Shared {

		private static final Path FOLDER = Directories.create(Path.of("target", "local-stack"));

		static final LocalStack STACK = make();

		private static LocalStack make() {
			Directories.files(FOLDER)
				.stream()
				.filter((folder) -> ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty())
				.forEach(Directories::delete);
			return new LocalStack(FOLDER.resolve(Long.toString(ProcessHandle.current().pid())));
		}

	}

}
