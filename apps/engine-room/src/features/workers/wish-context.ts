import { createContext, use } from 'react';
import type { Wish } from './DecisionDialog';

/** Opens the dialog that asks for reason and expiry; given by WishProvider. */
export const WishContext = createContext<(wish: Wish) => void>(() => undefined);

export const useAsk = () => use(WishContext);

/** Whether that dialog is open; given by WishProvider. */
export const AskingContext = createContext(false);

export const useIsAsking = () => use(AskingContext);
