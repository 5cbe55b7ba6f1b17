package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import stores.Machine;
import stores.Machines;
import stores.Progress;

/**
 * Pods that stores run in. Files go piece by piece, each by a short program: the
 * connection does not say where an input ends, and a lost one is noticed at once.
 */
@Component
class PodMachines implements Machines {

	private static final int PIECE = 1 << 20;

	private static final Duration SHORT = Duration.ofMinutes(5);

	private static final String APPEND = "[ \"$3\" = 0 ] && { umask 077; : >\"$1\"; }; head -c \"$2\" >>\"$1\" && [ \"$(wc -c <\"$1\")\" -eq \"$(($3 + $2))\" ]";

	private final KubernetesClients clients;

	PodMachines(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public boolean reaches(TargetProfile.Kind kind) {
		return kind == TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Machine at(TargetProfile target, String container, Progress progress) {
		String[] words = container.split("/", 2);
		Cluster cluster = this.clients.cluster(target);
		Pod pod = cluster.pods()
			.list()
			.stream()
			.filter((found) -> found.getMetadata().getName().equals(words[0]))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					domain.people.Said.of("there is no pod %s in namespace %s at %s. Check the name in the profile.",
							"não há pod %s no namespace %s em %s. Confira o nome no perfil.", words[0],
							cluster.namespace(), cluster.server())));
		String inside = (words.length == 2) ? words[1] : pod.getSpec().getContainers().getFirst().getName();
		return new InPod(cluster, words[0], inside, () -> progress.report("working in pod " + words[0]));
	}

	private record InPod(Cluster cluster, String pod, String container, Runnable alive) implements Machine {

		@Override
		public String place() {
			return "pod %s of namespace %s".formatted(pod, cluster.namespace());
		}

		@Override
		public Said run(List<String> command, Duration within) {
			PodExecution.Exchanged answer = exchange(command, new byte[0], within);
			return new Said(answer.code(), new String(answer.output(), StandardCharsets.UTF_8), answer.errors());
		}

		/** A pod keeps no names: what ran and was not heard of runs again. */
		@Override
		public Said runOnce(String name, List<String> command, Duration within) {
			return run(command, within);
		}

		private PodExecution.Exchanged exchange(List<String> command, byte[] input, Duration within) {
			return cluster.executions().exchange(pod, container, command, input, within, alive);
		}

		@Override
		public InputStream read(String path) throws IOException {
			Reading reading = new Reading(this, path);
			reading.fill();
			return reading;
		}

		private byte[] piece(String path, long offset) throws IOException {
			PodExecution.Exchanged answer = exchange(List.of("sh", "-c", "tail -c +\"$2\" -- \"$1\" | head -c \"$3\"",
					"holdfast", path, Long.toString(offset + 1), Integer.toString(PIECE)), new byte[0], SHORT);
			if (answer.errors().contains("No such file")) {
				throw new NoSuchFileException(place() + ":" + path);
			}
			if (answer.code() != 0 || !answer.errors().isBlank()) {
				throw new IOException("%s: %s cannot be read: %s".formatted(place(), path, answer.errors().strip()));
			}
			return answer.output();
		}

		@Override
		public OutputStream write(String path) {
			send(path, new byte[0], 0);
			return new Writing(this, path);
		}

		private void send(String path, byte[] piece, long offset) {
			PodExecution.Exchanged answer = exchange(List.of("sh", "-c", APPEND, "holdfast", path,
					Integer.toString(piece.length), Long.toString(offset)), piece, SHORT);
			if (answer.errors().contains("No space left")) {
				throw new PermanentFailure(FailureKind.NO_SPACE, domain.people.Said.of("%s: no space is left for %s.",
						"%s: não há espaço para %s.", place(), path));
			}
			if (answer.code() != 0) {
				throw new TransientFailure(
						domain.people.Said.of("%s: %s did not arrive as it was sent: %s",
								"%s: %s não chegou como foi enviado: %s", place(), path, answer.errors().strip()),
						null);
			}
		}

	}

	private static final class Writing extends OutputStream {

		private final InPod pod;

		private final String path;

		private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);

		private long written;

		Writing(InPod pod, String path) {
			this.pod = pod;
			this.path = path;
		}

		@Override
		public void write(int single) {
			write(new byte[] { (byte) single }, 0, 1);
		}

		@Override
		public void write(byte[] content, int offset, int length) {
			int from = offset;
			while (from < offset + length) {
				int taken = Math.min(PIECE - this.piece.size(), offset + length - from);
				this.piece.write(content, from, taken);
				from += taken;
				if (this.piece.size() == PIECE) {
					send();
				}
			}
		}

		private void send() {
			byte[] bytes = this.piece.toByteArray();
			this.pod.send(this.path, bytes, this.written);
			this.written += bytes.length;
			this.piece.reset();
		}

		/** Whoever closes it has written everything. */
		@Override
		public void close() {
			if (this.piece.size() > 0) {
				send();
			}
		}

	}

	private static final class Reading extends InputStream {

		private final InPod pod;

		private final String path;

		private byte[] piece = new byte[0];

		private int next;

		private long read;

		private boolean ended;

		Reading(InPod pod, String path) {
			this.pod = pod;
			this.path = path;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			if (this.next == this.piece.length && !this.ended) {
				fill();
			}
			if (this.next == this.piece.length) {
				return -1;
			}
			int taken = Math.min(length, this.piece.length - this.next);
			System.arraycopy(this.piece, this.next, into, offset, taken);
			this.next += taken;
			return taken;
		}

		private void fill() throws IOException {
			this.piece = this.pod.piece(this.path, this.read);
			this.next = 0;
			this.read += this.piece.length;
			this.ended = this.piece.length < PIECE;
		}

	}

}
