import {
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The colours of buttons; what they look like is in ui/tokens.css, in both schemes. */
const BUTTON_COLOURS = ['accent', 'bad'] as const;
type ButtonColour = (typeof BUTTON_COLOURS)[number];

const isButtonColour = (colour: string | undefined): colour is ButtonColour =>
  BUTTON_COLOURS.some((known) => known === colour);

/** The kit asks for ten shades of each colour; ours are one a role, because contrast is decided for each role. */
const tuple = (name: ButtonColour): MantineColorsTuple => {
  const shade = `var(--${name}-mark)`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
};

const LINE = '1px solid';

/** Button colours that reach AA; the kit's own do not in either scheme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colour = input.color ?? input.theme.primaryColor;
  if (!isButtonColour(colour)) return defaultVariantColorsResolver(input);
  switch (input.variant) {
    case 'filled':
      return {
        background: `var(--${colour}-solid)`,
        hover: `var(--${colour}-solid-hover)`,
        color: 'var(--on-solid)',
        border: `${LINE} transparent`,
      };
    case 'light':
      return {
        background: `var(--${colour}-bg)`,
        hover: `var(--${colour}-bg)`,
        color: `var(--${colour}-fg)`,
        border: `${LINE} transparent`,
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: colour === 'accent' ? 'var(--text)' : `var(--${colour}-fg)`,
        border: `${LINE} transparent`,
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--dim)',
    '--mantine-color-anchor': 'var(--accent-fg)',
    '--mantine-color-error': 'var(--bad-fg)',
    '--mantine-color-success': 'var(--ok-fg)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--dim)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-accent-filled': 'var(--accent-solid)',
    '--mantine-color-accent-filled-hover': 'var(--accent-solid-hover)',
    '--mantine-color-accent-light': 'var(--accent-bg)',
    '--mantine-color-accent-light-color': 'var(--accent-fg)',
    '--mantine-primary-color-filled': 'var(--accent-solid)',
    '--mantine-primary-color-contrast': 'var(--on-solid)',
  };
  return { variables: {}, light: both, dark: both };
};

/** The greys of the kit's dark inputs, menus and notifications, in the hue of our surfaces; lightest first. */
const DARK: MantineColorsTuple = [
  '#e5e9ef',
  '#c9d0da',
  '#9ba6b5',
  '#8590a0',
  '#3a424f',
  '#2b323d',
  '#1b2028',
  '#15191f',
  '#12161b',
  '#0e1115',
];

export const theme = createTheme({
  colors: { accent: tuple('accent'), bad: tuple('bad'), dark: DARK },
  primaryColor: 'accent',
  primaryShade: 6,
  variantColorResolver,
  fontFamily:
    "Inter, 'Inter Variable', -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    // The placeholder is an element with a tab index that a menu may not hold (aria-required-children); and what lies
    // outside of `main` is in no landmark.
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#content' },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' }, radius: 'md', withBorder: true } },
  },
});

/** The same key is read by public/colour-scheme.js before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: 'engine-room-colour-scheme' });
