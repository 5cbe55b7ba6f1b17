package targets.kubernetes.velero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stores.Comparison;

/** What counts as a backup and as a restore, and what only looks like one. */
class AcceptanceTest {

	private static final String WHOLE = """
			{"phase": "Completed", "progress": {"totalItems": 4, "itemsBackedUp": 4}}""";

	private static final String HELD = """
			{"v1/Namespace": ["shop"], "apps/v1/Deployment": ["shop/web"], "v1/ConfigMap": ["shop/settings"]}""";

	@Test
	void aWholeBackupIsAccepted() {
		assertThat(bad(WHOLE, HELD, "[]", "{}")).isEmpty();
	}

	@Test
	void completedWithoutAnyItemIsNoBackup() {
		assertThat(bad("{\"phase\": \"Completed\"}", "{}", "[]", "{}")).containsExactlyInAnyOrder("items",
				"objects of namespace shop");
	}

	@Test
	void theWrongNamespaceIsNoBackup() {
		assertThat(bad(WHOLE, "{\"v1/ConfigMap\": [\"store/settings\"]}", "[]", "{}"))
			.containsExactly("objects of namespace shop");
	}

	@Test
	void partiallyFailedIsRefusedWithItsErrors() {
		List<Comparison> findings = ofBackup("""
				{"phase": "PartiallyFailed", "errors": 1, "progress": {"totalItems": 4, "itemsBackedUp": 4}}""", HELD,
				"[]", """
						{"errors": {"namespaces": {"shop": ["pod web: hook failed"]}}}""");
		assertThat(findings).filteredOn((finding) -> !finding.good())
			.extracting((finding) -> finding.what().english())
			.containsExactly("phase", "errors");
		assertThat(findings).anyMatch((finding) -> finding.found().english().contains("shop: pod web: hook failed"));
	}

	@Test
	void aHookThatFailedAndDataThatWasNotMovedAreRefused() {
		assertThat(bad("""
				{"phase": "Completed", "progress": {"totalItems": 4, "itemsBackedUp": 4},
				 "hookStatus": {"hooksAttempted": 2, "hooksFailed": 1}, "csiVolumeSnapshotsAttempted": 2,
				 "csiVolumeSnapshotsCompleted": 1, "backupItemOperationsAttempted": 2,
				 "backupItemOperationsCompleted": 1, "backupItemOperationsFailed": 1}""", HELD, "[]", "{}"))
			.containsExactly("failed hooks", "operations on data", "csiVolumeSnapshots");
	}

	@Test
	void everyVolumeMustBeInItWithItsData() {
		assertThat(volume("[]")).isFalse();
		assertThat(volume("""
				[{"pvcName": "data", "pvcNamespace": "shop", "skipped": true, "skippedReason": "no snapshotter"}]"""))
			.isFalse();
		assertThat(volume("""
				[{"pvcName": "data", "pvcNamespace": "shop", "backupMethod": "PodVolumeBackup", "result": "succeeded",
				  "pvbInfo": {"size": 0}}]""")).isFalse();
		assertThat(volume("""
				[{"pvcName": "data", "pvcNamespace": "shop", "backupMethod": "CSISnapshot", "result": "failed"}]"""))
			.isFalse();
		assertThat(
				volume("""
						[{"pvcName": "data", "pvcNamespace": "other", "backupMethod": "CSISnapshot", "result": "succeeded"}]"""))
			.isFalse();
		assertThat(volume("""
				[{"pvcName": "data", "pvcNamespace": "shop", "backupMethod": "PodVolumeBackup", "result": "succeeded",
				  "pvbInfo": {"size": 42}}]""")).isTrue();
	}

	@Test
	void aBackupOfHalfTheItemsOfTheOneBeforeIsRefused() {
		Account account = account(WHOLE, HELD, "[]", "{}");
		assertThat(Acceptance.ofBackup(account, new Acceptance.Expected(List.of("shop"), List.of(), 9, 50)))
			.anyMatch((finding) -> !finding.good() && finding.what().english().startsWith("items against"));
		assertThat(Acceptance.ofBackup(account, new Acceptance.Expected(List.of("shop"), List.of(), 8, 50)))
			.allMatch(Comparison::good);
	}

	@Test
	void aRestoreThatFoundEverythingThereIsNoRestore() {
		String done = "{\"phase\": \"Completed\", \"progress\": {\"totalItems\": 1, \"itemsRestored\": 1}}";
		assertThat(restored(done, "{\"apps/v1/Deployment\": [\"drill/web(failed)\"]}"))
			.containsExactly("apps/v1/Deployment in drill", "objects failed");
		assertThat(restored(done, "{\"apps/v1/Deployment\": [\"drill/web(skipped)\"]}"))
			.containsExactly("apps/v1/Deployment in drill", "objects skipped");
		assertThat(restored(done, "{\"apps/v1/Deployment\": [\"shop/web(created)\"]}"))
			.containsExactly("apps/v1/Deployment in drill");
		assertThat(restored(done, "{}")).containsExactly("apps/v1/Deployment in drill");
		assertThat(restored(done, """
				{"apps/v1/Deployment": ["drill/web(created)"], "v1/ConfigMap": ["drill/kube-root-ca.crt(failed)"],
				 "v1/ServiceAccount": ["drill/default(skipped)"]}""")).isEmpty();
	}

	@Test
	void whatIsNotBroughtBackIsNotMissed() {
		Inventory inventory = Inventory.of(
				json("""
						{"apps/v1/Deployment": ["shop/web"], "apps/v1/ReplicaSet": ["shop/web-1"], "v1/Pod": ["shop/web-1-x"],
						 "networking.k8s.io/v1/Ingress": ["shop/web"], "v1/ConfigMap": ["shop/kube-root-ca.crt", "shop/settings"],
						 "discovery.k8s.io/v1/EndpointSlice": ["shop/web-x"], "v1/Endpoints": ["shop/web"], "v1/Event": ["shop/e"],
						 "example.com/v1/Policy": ["shop/p"], "v1/Secret": ["other/s"]}"""));
		assertThat(Exclusions.scratch(false, List.of("policies.example.com")).remaining(inventory, "shop"))
			.isEqualTo(Map.of("apps/v1/Deployment", 1L, "v1/ConfigMap", 1L));
		assertThat(Exclusions.inPlace(true).remaining(inventory, "shop")).containsKeys("v1/Pod", "apps/v1/ReplicaSet",
				"networking.k8s.io/v1/Ingress", "example.com/v1/Policy");
	}

	private static boolean volume(String infos) {
		return Acceptance
			.ofBackup(account(WHOLE, HELD, infos, "{}"),
					new Acceptance.Expected(List.of("shop"), List.of("shop/data"), 0, 50))
			.stream()
			.allMatch(Comparison::good);
	}

	private static List<String> restored(String status, String list) {
		Acceptance.Returned expected = new Acceptance.Returned(Map.of("apps/v1/Deployment", 1L), "drill", false,
				List.of());
		return Acceptance.ofRestore(account(status, list, "[]", "{}"), expected)
			.stream()
			.filter((finding) -> !finding.good())
			.map((finding) -> finding.what().english())
			.toList();
	}

	private static List<String> bad(String status, String list, String infos, String results) {
		return ofBackup(status, list, infos, results).stream()
			.filter((finding) -> !finding.good())
			.map((finding) -> finding.what().english())
			.toList();
	}

	private static List<Comparison> ofBackup(String status, String list, String infos, String results) {
		return Acceptance.ofBackup(account(status, list, infos, results),
				new Acceptance.Expected(List.of("shop"), List.of(), 0, 50));
	}

	private static Account account(String status, String list, String infos, String results) {
		return new Account(new Sight("backup", json("{}"), json(status)), Inventory.of(json(list)),
				VolumeData.of(json(infos)), Messages.of(json(results)));
	}

	private static JsonNode json(String text) {
		try {
			return new JsonMapper().readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(text, ex);
		}
	}

}
