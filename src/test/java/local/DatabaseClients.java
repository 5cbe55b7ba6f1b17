package local;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;

/**
 * What pods of a component ask their database, in place of simulated pods: each logs in
 * with what it read from its Secret when it started, keeps its connection, and asks a few
 * times a second. Every request is counted.
 */
public final class DatabaseClients implements AutoCloseable {

	/** What their requests are counted as. */
	public static final String OF = "database";

	private static final Duration PERIOD = Duration.ofMillis(300);

	private final String url;

	private final String question;

	private final RequestCounts counts;

	private final PodPrograms pods;

	/**
	 * Begins to follow the pods.
	 * @param secret the Secret with the keys {@code username} and {@code password}
	 * @param question a query that they ask again and again
	 */
	public DatabaseClients(KubernetesCluster cluster, String namespace, String component, String secret, String url,
			String question, RequestCounts counts) {
		this.url = url;
		this.question = question;
		this.counts = counts;
		this.pods = new PodPrograms(cluster.client(), namespace, component,
				() -> new Asking(cluster.client().secrets().inNamespace(namespace).withName(secret).require()));
	}

	/** How many pods ask at this moment. */
	public int asking() {
		return this.pods.serving();
	}

	@Override
	public void close() {
		this.pods.close();
	}

	/** One pod. */
	private final class Asking implements PodPrograms.Program {

		private final String user;

		private final String password;

		private boolean over;

		Asking(Secret secret) {
			this.user = text(secret, "username");
			this.password = text(secret, "password");
		}

		private static String text(Secret secret, String key) {
			return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
		}

		@Override
		public void serve() {
			Thread.ofVirtual().start(() -> {
				while (!isOver()) {
					ask();
				}
			});
		}

		/** Until the pod ends, or the connection does: then it logs in again. */
		private void ask() {
			try (Connection connection = DriverManager.getConnection(DatabaseClients.this.url, this.user,
					this.password); Statement statement = connection.createStatement()) {
				while (!isOver()) {
					statement.execute(DatabaseClients.this.question);
					DatabaseClients.this.counts.answered(OF);
					pause();
				}
			}
			catch (SQLException ex) {
				DatabaseClients.this.counts.failed(OF, ex);
				pause();
			}
		}

		private synchronized boolean isOver() {
			return this.over;
		}

		private synchronized void pause() {
			try {
				if (!this.over) {
					wait(PERIOD.toMillis());
				}
			}
			catch (InterruptedException ex) {
				this.over = true;
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public synchronized void end() {
			this.over = true;
			notifyAll();
		}

	}

}
