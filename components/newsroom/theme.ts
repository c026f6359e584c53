import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  rem,
  Table,
  Tabs,
  Tooltip,
} from "@mantine/core";

const press: MantineColorsTuple = [
  "#eef2fd",
  "#e0e8fc",
  "#c1cffa",
  "#93a8ff",
  "#6d86f0",
  "#4a66dd",
  "#2a4cc2",
  "#2342ab",
  "#1c368e",
  "#152a70",
];

const gray: MantineColorsTuple = [
  "#f6f6f4",
  "#f2f2f0",
  "#e9e9e6",
  "#e5e5e2",
  "#d4d4d0",
  "#8d8d88",
  "#666662",
  "#4b4b48",
  "#2e2e2c",
  "#1b1b1a",
];

const dark: MantineColorsTuple = [
  "#e7e7e4",
  "#bdbdb9",
  "#979894",
  "#6b6e73",
  "#2b2d30",
  "#25272b",
  "#202225",
  "#17181a",
  "#121315",
  "#0d0e0f",
];

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Galley's Mantine theme. Heights come from newsroom.css, where they grow to 44 px on phones. */
export const theme = createTheme({
  fontFamily,
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.45", xl: "1.3" },
  headings: {
    fontFamily,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: rem(16), lineHeight: "1.35" },
      h2: { fontSize: rem(16), lineHeight: "1.35" },
      h3: { fontSize: rem(14), lineHeight: "1.35" },
      h4: { fontSize: rem(13), lineHeight: "1.35" },
    },
  },
  radius: { xs: rem(2), sm: rem(4), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: "sm",
  spacing: { xs: rem(6), sm: rem(10), md: rem(16), lg: rem(20), xl: rem(32) },
  shadows: { xs: "none", sm: "none", md: "none", lg: "var(--float)", xl: "var(--float)" },
  white: "#ffffff",
  black: "#1b1b1a",
  colors: { press, gray, dark },
  primaryColor: "press",
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm", variant: "default" },
      vars: (_theme, { size, variant, color }) => ({
        root: {
          ...((size === "sm" || size === undefined) && {
            "--button-height": "var(--control)",
            "--button-padding-x": rem(12),
            "--button-fz": rem(14),
          }),
          // Mantine checks the contrast of the light shade only.
          ...(variant === "filled" && color === undefined && { "--button-color": "var(--on)" }),
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: "sm", variant: "subtle", color: "gray" },
      vars: (_theme, { size, variant, color }) => ({
        root: {
          ...((size === "sm" || size === undefined) && { "--ai-size": "var(--control)" }),
          ...(variant === "filled" && color === undefined && { "--ai-color": "var(--on)" }),
        },
      }),
    }),
    Input: Input.extend({
      vars: () => ({
        wrapper: {
          "--input-height": "var(--field-height)",
          "--input-fz": "var(--field-size)",
          "--input-bd": "var(--line2)",
          "--input-bg": "var(--field)",
        } as Record<string, string>,
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      styles: {
        label: { fontWeight: 550, fontSize: rem(14), marginBottom: rem(5) },
        description: { marginTop: rem(-3), marginBottom: rem(6), fontSize: rem(12.5) },
        error: { marginTop: rem(5), fontSize: rem(12.5) },
      },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: "lg", width: 288, position: "bottom-end", offset: 4 } }),
    Modal: Modal.extend({
      defaultProps: {
        radius: "lg",
        shadow: "lg",
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { color: "var(--veil)", backgroundOpacity: 1 },
      },
    }),
    Table: Table.extend({ defaultProps: { highlightOnHover: true } }),
    Tabs: Tabs.extend({ defaultProps: { color: "press" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, fz: 12 } }),
    Loader: Loader.extend({ defaultProps: { size: "sm" } }),
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-default-border": "#e5e5e2",
    "--mantine-color-placeholder": "#666662",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-success": "#167a46",
    "--mantine-color-dimmed": "#666662",
  },
  dark: {
    "--mantine-color-placeholder": "#979894",
    "--mantine-color-error": "#ff8f86",
    "--mantine-color-success": "#5cc68c",
    "--mantine-color-anchor": "#93a8ff",
    "--mantine-color-dimmed": "#979894",
    "--mantine-color-default-border": "#2b2d30",
  },
});
