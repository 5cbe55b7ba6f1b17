package trials;

import static org.assertj.core.api.Assertions.assertThat;

import activities.Diagnoses;
import activities.Profiles;
import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.LogLevel;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Probe;
import domain.profile.SystemProfile;
import domain.release.Artifact;
import domain.run.Change;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;
import workflows.response.DiagnosticsImpl;

/** The procedure on a world in memory; there is nobody to ask for a lock. */
class DiagnosticsTest {

	private static final SystemProfile SHOP = TestProfiles.read("""
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			targets: [{name: cluster, kind: kubernetes, namespace: shop}]
			stores: [{name: db, kind: postgresql, password: "env:DB"}]
			components:
			  - {name: web, kind: deployment, target: cluster, dependsOn: [db]}
			  - {name: mail, kind: deployment, target: cluster}
			  - {name: db, kind: database}
			probes:
			  - {name: page, kind: http, url: "http://shop.example.com/", component: web}
			  - {name: database, kind: sql, store: db, component: db}
			  - {name: smtp, kind: tcp, host: mail.example.com, port: 25, component: mail}
			queries:
			  - {name: slow, kind: sql, store: db, text: SELECT 1, diagnostics: true}
			  - name: order
			    kind: sql
			    store: db
			    text: "SELECT * FROM orders WHERE id = :id AND state = :state"
			    parameters: [{name: id, pattern: "[0-9]{1,9}"}, {name: state, default: open}]
			""");

	private final Desk desk = new Desk();

	private final Solo solo = new Solo("Diagnostics", DiagnosticsImpl.class, desk);

	@AfterEach
	void close() {
		solo.close();
	}

	@Test
	void anArchiveHoldsEveryComponentEveryProbeAndTheMarkedQueries() {
		WorkflowStub stub = solo.start(Map.of("system", "shop"));
		Outcome outcome = stub.getResult(Outcome.class);
		solo.keep("archived", stub);
		assertThat(outcome.summary()).contains("archive /artifacts/d.zip", "7 files", "42 bytes", "sha256 abc",
				"2 parts could not be had");
		assertThat(stub.query("progress", String.class)).contains("/artifacts/d.zip", "top: no metrics API");
		ArchiveRequest asked = desk.archives.getFirst();
		assertThat(asked.workloads()).extracting("component").containsExactly("web", "mail");
		assertThat(asked.probes()).hasSize(3);
		assertThat(asked.questions()).singleElement().matches(question -> question.query().name().equals("slow"));
		assertThat(asked.secrets()).containsExactly("env:DB");
	}

	@Test
	void aComponentBringsItsOwnProbesAndThoseOfWhatItDependsOn() {
		solo.run(Map.of("system", "shop", "component", "web", "correlationId", " abc-1 ", "level", "Warning", "since",
				"PT1H", "reason", "slow"));
		ArchiveRequest asked = desk.archives.getFirst();
		assertThat(asked.workloads()).extracting("component").containsExactly("web");
		assertThat(asked.probes()).extracting(Probe::name).containsExactly("page", "database");
		assertThat(asked.filter().correlationId()).isEqualTo("abc-1");
		assertThat(asked.filter().level()).isEqualTo(LogLevel.WARN);
		assertThat(asked.filter().since()).hasHours(1);
		assertThat(asked.reason()).isEqualTo("slow");
	}

	@Test
	void aQueryIsAskedWithItsValuesAndItsRowsAreShown() {
		WorkflowStub stub = solo.start(Map.of("system", "shop", "query", "order", "parameters", Map.of("id", 17)));
		Outcome outcome = stub.getResult(Outcome.class);
		assertThat(outcome.summary()).contains("order {id=17, state=open}", "the first 3 rows, there are more",
				"/artifacts/q.jsonl", "sha256 def");
		assertThat(stub.query("progress", String.class)).contains("| a |\n|---|\n| 1 |");
		assertThat(desk.queries.getFirst().question().values()).containsEntry("id", "17")
			.containsEntry("state", "open");
	}

	@Test
	void nonsenseIsRefusedWithItsFieldAndWhatIsAllowed() {
		assertThat(solo.refused(Map.of("system", "shop", "query", "nothing"))).contains("query",
				"slow, order[id, state]");
		assertThat(solo.refused(Map.of("system", "shop", "query", "order"))).contains("parameters.id", "[0-9]{1,9}");
		assertThat(solo.refused(Map.of("system", "shop", "query", "order", "parameters", Map.of("id", "1 OR 1=1"))))
			.contains("parameters.id", "1 OR 1=1", "[0-9]{1,9}");
		assertThat(solo.refused(Map.of("system", "shop", "query", "order", "parameters", Map.of("id", 1, "more", 2))))
			.contains("parameters.more", "[id, state]");
		assertThat(solo.refused(Map.of("system", "shop", "query", "order", "component", "web"))).contains("component");
		assertThat(solo.refused(Map.of("system", "shop", "parameters", Map.of("id", 1)))).contains("parameters");
		assertThat(solo.refused(Map.of("system", "shop", "component", "nowhere"))).contains("component",
				"[web, mail, db]");
		assertThat(solo.refused(Map.of("system", "shop", "level", "loud"))).contains("level", "trace, debug");
		assertThat(solo.refused(Map.of("system", "shop", "since", "-PT1H"))).contains("since");
		assertThat(solo.refused(Map.of("system", "shop", "correlationId", "a\nb"))).contains("correlationId");
	}

	@Test
	void aPlanSaysWhatItWouldDoAndDoesNothing() {
		Outcome archive = solo.run(Map.of("system", "shop", "level", "error", "mode", "plan"));
		assertThat(archive.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(archive.changes()).extracting(Change::what)
			.contains("archive: components/web", "archive: connectivity.md", "archive: queries/slow");
		Outcome query = solo.run(Map.of("system", "shop", "query", "slow", "mode", "plan"));
		assertThat(query.changes()).singleElement().matches(change -> change.after().contains("SELECT 1"));
		assertThat(desk.archives).isEmpty();
		assertThat(desk.queries).isEmpty();
	}

	@Test
	void aStepThatFailedOnceIsRepeatedAndOneThatCannotBeAnsweredEndsTheRun() {
		desk.failOnce.addAll(Set.of("archive", "query"));
		assertThat(solo.run(Map.of("system", "shop")).summary()).contains("sha256 abc");
		assertThat(desk.archives).hasSize(2);
		assertThat(solo.run(Map.of("system", "shop", "query", "slow")).summary()).contains("sha256 def");
		desk.refuses = true;
		assertThat(solo.refused(Map.of("system", "shop", "query", "slow"))).contains("relation is not there");
	}

	/** Says yes to everything and remembers it. */
	private static final class Desk implements Diagnoses, Profiles {

		final List<ArchiveRequest> archives = new CopyOnWriteArrayList<>();

		final List<QueryRequest> queries = new CopyOnWriteArrayList<>();

		final Set<String> failOnce = ConcurrentHashMap.newKeySet();

		volatile boolean refuses;

		@Override
		public SystemProfile readProfile(String system) {
			return SHOP;
		}

		@Override
		public Archive collectArchive(ArchiveRequest request) {
			archives.add(request);
			fail("archive");
			return new Archive(new Artifact("/artifacts/d.zip", 42, "abc", ""), 7, List.of("top: no metrics API"), 2);
		}

		@Override
		public QueryAnswer askQuery(QueryRequest request) {
			queries.add(request);
			fail("query");
			if (refuses) {
				throw new PermanentFailure(FailureKind.PROFILE, "relation is not there");
			}
			return new QueryAnswer(new Artifact("/artifacts/q.jsonl", 9, "def", ""), 3, true, "| a |\n|---|\n| 1 |");
		}

		private void fail(String step) {
			if (failOnce.remove(step)) {
				throw new IllegalStateException("this step fails once: " + step);
			}
		}

	}

}
