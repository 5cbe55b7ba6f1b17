package activities;

import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import domain.diagnosis.Rows;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import probes.Inquiries;
import probes.SideBySide;
import secrets.Mask;
import secrets.Secrets;
import targets.Target;

/** Collects by the ports of targets and probes, and masks before anything is kept. */
@Component
@ActivityImpl(taskQueues = "operations")
class DiagnosesImpl implements Diagnoses {

	private final Sources sources;

	private final Secrets secrets;

	private final Artifacts artifacts;

	DiagnosesImpl(List<Target> targets, SideBySide probes, Inquiries inquiries, Secrets secrets,
			@Value("${holdfast.artifacts:./artifacts}") Path folder) {
		this.sources = new Sources(targets, probes, inquiries);
		this.secrets = secrets;
		this.artifacts = new Artifacts(folder);
	}

	@Override
	public Archive collectArchive(ArchiveRequest request) {
		Mask mask = Mask.of(secrets, request.secrets());
		Contents[] written = new Contents[1];
		var artifact = artifacts.keep(request.run(), name(request), out -> {
			ArchiveWriter writer = new ArchiveWriter(out, mask, Bounds.usual());
			new Collecting(request, sources, writer, alive()).collect();
			written[0] = writer.finish(request);
			return written[0].inWords();
		});
		return written[0].archive(artifact);
	}

	private static String name(ArchiveRequest request) {
		String component = request.run().component() == null ? "" : "-" + request.run().component();
		return ("diagnostics-" + request.run().system() + component).replaceAll("[^A-Za-z0-9_.-]", "-") + ".zip";
	}

	@Override
	public QueryAnswer askQuery(QueryRequest request) {
		Mask mask = Mask.of(secrets, request.secrets());
		var query = request.question().query();
		Rows rows = sources.inquiries().ask(request.question(), request.surroundings(), alive());
		MaskedRows masked = new MaskedRows(rows, mask);
		String name = "query-" + query.name().replaceAll("[^A-Za-z0-9_.-]", "-") + ".jsonl";
		return new QueryAnswer(artifacts.keep(request.run(), name, masked.jsonLines()), rows.rows().size(), rows.more(),
				masked.table());
	}

	private static Runnable alive() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return () -> context.heartbeat(null);
	}

	/**
	 * Where what is collected comes from.
	 *
	 * @param targets kinds of places
	 * @param probes asks probes
	 * @param inquiries asks named queries
	 */
	record Sources(List<Target> targets, SideBySide probes, Inquiries inquiries) {

	}

}
