package local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The Temporal UI in a real browser, with an operator's movements. */
public final class TemporalPages implements AutoCloseable {

	private static final int WIDTH = 1500;

	private static final int HEIGHT = 1000;

	private static final Duration LIMIT = Patience.LIMIT;

	private static final int MARGIN = 10;

	private final String workflows;

	private final Playwright playwright;

	private final Browser browser;

	private final Page page;

	public TemporalPages(String ui) {
		this.workflows = ui + "/namespaces/" + TemporalServer.NAMESPACE + "/workflows";
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(Binaries.chromium())
				.setArgs(List.of("--no-sandbox")));
		this.page = this.browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
	}

	/** Fills the start form and sends it. */
	public void start(String type, String taskQueue, String id, String json) {
		open("/start-workflow?workflowType=" + type + "&taskQueue=" + taskQueue);
		this.page.locator("input#workflowId").first().fill(id);
		write(this.page.locator(".cm-content").filter(new Locator.FilterOptions().setVisible(true)).first(), json);
		// Leaving the editor sets the JSON anew, and the button moves away below the
		// pointer.
		this.page.getByText("Start a Workflow").first().click();
		this.page.waitForTimeout(500);
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start Workflow")).last().click();
		try {
			this.page.getByText("Workflow started successfully").first().waitFor();
		}
		catch (TimeoutError ex) {
			Path seen = Path.of("target", "start-form.png");
			this.page.screenshot(new Page.ScreenshotOptions().setPath(seen).setFullPage(true));
			throw new IllegalStateException("The start form did not start " + id + ": see " + seen, ex);
		}
	}

	/** Sends a signal by the menu of the run's page. */
	public void signal(String workflowId, String runId, String name, String json) {
		openRun(workflowId, runId, "history");
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More Actions")).click();
		this.page.getByRole(AriaRole.MENU).getByText("Send a Signal").click();
		Locator dialog = this.page.locator("dialog[open]");
		dialog.locator(".cm-content").waitFor();
		// The list of names has no role and no label that a browser could find it by.
		BoundingBox box = dialog.boundingBox();
		this.page.mouse().click(box.x + 150, box.y + 140);
		dialog.locator("[role=option]")
			.filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + name)))
			.first()
			.click();
		write(dialog.locator(".cm-content"), json);
		// Not by the pointer: leaving the editor sets the JSON anew and moves the button
		// away.
		this.page.waitForTimeout(500);
		dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Submit"))
			.evaluate("button => button.click()");
		this.page.waitForTimeout(1500);
	}

	/** What the run's page shows of its current details without scrolling them. */
	public String details(String workflowId, String runId) {
		openRun(workflowId, runId, "user-metadata");
		// The page puts its frame in, takes it away and puts it in again while it loads.
		return Awaitility.await("current details of " + workflowId)
			.pollInSameThread()
			.atMost(LIMIT)
			.ignoreExceptions()
			.until(this::shownDetails, (text) -> text != null && !text.isBlank());
	}

	private String shownDetails() {
		Locator shown = this.page.locator("iframe[title=output]").first();
		shown.waitFor(new Locator.WaitForOptions().setTimeout(LIMIT.toMillis()));
		Frame frame = shown.elementHandle().contentFrame();
		frame.waitForSelector("main");
		double height = shown.boundingBox().height;
		return (String) frame.evaluate("""
				height => [...document.querySelectorAll('main > *')]
					.filter(line => line.getBoundingClientRect().bottom <= height)
					.map(line => line.innerText).join('\\n')""", height);
	}

	/** The text of a run's page when it shows what is wanted. */
	public String text(String workflowId, String runId, String wanted) {
		openRun(workflowId, runId, "history");
		return Awaitility.await(wanted + " on the page of " + workflowId)
			.pollInSameThread()
			.atMost(LIMIT)
			.until(() -> this.page.innerText("body"), (text) -> text.contains(wanted));
	}

	/** The timeline of a run, which reads as the runbook. */
	public void pictureOfTimeline(String workflowId, String runId, Path file) {
		this.page.setViewportSize(WIDTH, 3 * HEIGHT);
		openRun(workflowId, runId, "history");
		this.page.getByText("Minimized").first().click();
		this.page.getByText("Descending").first().click();
		// The page draws its timeline after it has loaded, and never goes idle.
		this.page.waitForTimeout(3000);
		BoundingBox heading = this.page.getByText("Event History").first().boundingBox();
		BoundingBox table = this.page.getByText("Event ID").first().boundingBox();
		this.page.screenshot(new Page.ScreenshotOptions().setPath(file)
			.setFullPage(true)
			.setClip(heading.x - MARGIN, heading.y - MARGIN, WIDTH - heading.x,
					Math.min(table.y - 3 * MARGIN - heading.y, 1.5 * HEIGHT)));
	}

	private void openRun(String workflowId, String runId, String tab) {
		open("/" + encoded(workflowId) + "/" + runId + "/" + tab);
	}

	private void open(String path) {
		this.page.navigate(this.workflows + path,
				new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
		this.page.waitForTimeout(1500);
	}

	private void write(Locator editor, String json) {
		editor.click();
		this.page.keyboard().press("Control+A");
		this.page.keyboard().press("Delete");
		this.page.keyboard().insertText(json);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
