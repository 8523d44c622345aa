package dev.securitypolicies.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real browser, one for the whole test run. Each page of it is a person of its own, at an address of its own. */
public final class Web {

    private static final String APPLICATION = "http://app.example/**";

    private Web() {}

    /** A page of somebody at this address, who reads this language. */
    public static Page page(String address, String language) {
        return page(address, new Browser.NewContextOptions().setLocale(language));
    }

    public static Page page(String address, Browser.NewContextOptions options) {
        return page(Started.BROWSER, address, options);
    }

    /** A page of somebody who uses Firefox; empty where none is installed. */
    public static Optional<Page> firefoxPage(String address) {
        return Firefox.options()
                .map(Started.PLAYWRIGHT.firefox()::launch)
                .map(browser -> page(browser, address, new Browser.NewContextOptions()));
    }

    /** The same where one page talks to several hosts: a header of a page's own would have each of them asked whether it takes it. */
    public static Page pageAcrossHosts(String address) {
        BrowserContext context = Started.BROWSER.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        context.setDefaultTimeout(30_000);
        context.route("**/*", route -> {
            Map<String, String> headers =
                    new java.util.HashMap<>(route.request().headers());
            headers.put("X-Forwarded-For", address);
            route.resume(new Route.ResumeOptions().setHeaders(headers));
        });
        return context.newPage();
    }

    private static Page page(Browser browser, String address, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address)));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** The login page of an application. */
    public static String loginUrl(App app, Map<String, String> parameters) {
        Map<String, String> query = new java.util.LinkedHashMap<>(Map.of(
                "client_id",
                app.clientId(),
                "redirect_uri",
                dev.securitypolicies.server.Browser.CALLBACK,
                "response_type",
                "code",
                "scope",
                "openid"));
        query.putAll(parameters);
        return app.node().localhostUrl() + "/realms/" + app.realm() + "/protocol/openid-connect/auth?"
                + Http.encode(query);
    }

    public static void login(Page page, App app, String user) {
        page.navigate(loginUrl(app, Map.of()));
        signIn(page, user);
    }

    /** Fills the login page in. */
    public static void signIn(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login").click();
    }

    /** Waits until the browser is back at the application, and says where it is if it never gets there. */
    public static void awaitApp(Page page) {
        try {
            page.waitForURL(APPLICATION);
        } catch (TimeoutError e) {
            throw new AssertionError("at " + page.url() + ": " + page.innerText("body"), e);
        }
    }

    /** A screenshot for the documentation, under `target/screenshots` or where the property `screenshots` says. */
    public static void screenshot(Page page, String name) {
        Path folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
        page.evaluate("() => document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    private static final class Started {
        static final Chromium CHROMIUM = Chromium.find();
        static final Map<String, String> ENVIRONMENT = environment();
        static final Playwright PLAYWRIGHT = playwright();
        static final Browser BROWSER = launch();

        /** The port of a server that plays the part of the sample application, for as long as the JVM lives. */
        private static int application() {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                byte[] page = "<title>app</title><h1>app</h1>".getBytes(StandardCharsets.UTF_8);
                server.createContext("/", exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
                return server.getAddress().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> environment() {
            Map<String, String> environment = new java.util.HashMap<>(System.getenv());
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            if (!CHROMIUM.libraries().isEmpty()) {
                environment.put("LD_LIBRARY_PATH", CHROMIUM.libraries());
            }
            return environment;
        }

        private static Playwright playwright() {
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright;
        }

        private static Browser launch() {
            return PLAYWRIGHT
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM.executable())
                            .setEnv(ENVIRONMENT)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--host-resolver-rules=MAP app.example 127.0.0.1:" + application())));
        }
    }
}
