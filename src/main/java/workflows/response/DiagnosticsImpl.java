package workflows.response;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** One archive, or the answer to one named query. */
@WorkflowImpl(taskQueues = "operations")
public class DiagnosticsImpl implements Diagnostics {

	@Override
	public Outcome diagnose(Request request) {
		Procedure opened = Procedure.open(new Opening(request.system(), request.component(), request.reason(),
				request.requestedBy(), request.mode(), null));
		if (request.query() != null && !request.query().isBlank()) {
			QuerySteps query = QuerySteps.of(request, opened);
			return opened.observe(() -> {
				query.ask();
				return query.close();
			});
		}
		ArchiveSteps archive = ArchiveSteps.of(request, opened);
		return opened.observe(() -> {
			archive.collect();
			return archive.close();
		});
	}

}
